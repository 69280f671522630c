<?php
/**
 * The hub's endpoints.
 *
 * @package AcpHub
 */

defined( 'ABSPATH' ) || exit;

/** Under wc-acp-hub/v1, where WooCommerce lets its consumer keys in. README.md, "The endpoints". */
final class ACP_Hub_Endpoints {

	private const SPACE = 'wc-acp-hub/v1';
	private const OVER  = array( 'cancelled', 'failed', 'refunded', 'trash', 'checkout-draft' );

	/** Hooks in. */
	public static function listen(): void {
		add_action( 'rest_api_init', array( self::class, 'register' ) );
	}

	/** The routes. */
	public static function register(): void {
		self::route( '/status', 'GET', 'status' );
		self::route( '/orders', 'GET', 'find' );
		self::route( '/orders/(?P<id>\d+)/payment', 'POST', 'pay' );
	}

	/** Whoever may edit orders may do all of it. */
	public static function permission() {
		return current_user_can( 'edit_shop_orders' )
			? true
			: self::failure( 401, 'acp_hub_cannot_edit', 'The key may not edit orders.' );
	}

	/**
	 * That the plugin is there, on, and of one secret with the hub.
	 *
	 * @param WP_REST_Request $request With a challenge.
	 */
	public static function status( $request ): array {
		$secret = ACP_Hub_Gateway::secret();
		return array(
			'version' => ACP_HUB_VERSION,
			'enabled' => ACP_Hub_Gateway::is_on(),
			'proof'   => '' === $secret ? '' : hash_hmac( 'sha256', 'status:' . (string) $request->get_param( 'challenge' ), $secret ),
		);
	}

	/**
	 * The orders of an attempt.
	 *
	 * @param WP_REST_Request $request With its key.
	 */
	public static function find( $request ): array {
		$key = (string) $request->get_param( 'key' );
		return '' === $key ? array() : array_map( array( ACP_Hub_Orders::class, 'as_rest' ), ACP_Hub_Orders::with_key( $key ) );
	}

	/**
	 * Records the captured payment, once.
	 *
	 * @param WP_REST_Request $request With the payment.
	 * @return array|WP_Error
	 */
	public static function pay( $request ) {
		$order = wc_get_order( (int) $request->get_param( 'id' ) );
		if ( ! ACP_Hub_Orders::is_ours( $order ) ) {
			return self::failure( 404, 'acp_hub_unknown_order', 'The hub has no such order here.' );
		}
		$reference = (string) $request->get_param( 'reference' );
		if ( $order->has_status( self::OVER ) ) {
			$data = array( 'state' => $order->get_status() );
			return self::failure( 409, 'acp_hub_order_state', 'The order is ' . $order->get_status() . '.', $data );
		}
		if ( null !== $order->get_date_paid() ) {
			return $order->get_transaction_id() === $reference
				? ACP_Hub_Orders::as_rest( $order )
				: self::failure( 409, 'acp_hub_already_paid', 'Another payment paid the order.' );
		}
		$total = wc_format_decimal( $order->get_total(), wc_get_price_decimals() );
		if ( '' === $reference || $order->get_currency() !== $request->get_param( 'currency' ) || ! ACP_Hub_Money::equal( $total, $request->get_param( 'amount' ) ) ) {
			return self::failure( 409, 'acp_hub_amount_mismatch', 'The payment is not the order’s total.' );
		}
		$order->update_meta_data( ACP_Hub_Orders::PAYMENT, $reference );
		$order->add_order_note(
			sprintf(
				/* translators: 1: id of the payment, 2: who holds the money. */
				__( 'ACP Hub: payment %1$s was captured by %2$s.', 'acp-hub' ),
				$reference,
				(string) $request->get_param( 'provider' )
			)
		);
		$order->payment_complete( $reference );
		return ACP_Hub_Orders::as_rest( wc_get_order( $order->get_id() ) );
	}

	/**
	 * Registers one.
	 *
	 * @param string $path     Below the namespace.
	 * @param string $method   HTTP's.
	 * @param string $callback Of this class.
	 */
	private static function route( string $path, string $method, string $callback ): void {
		register_rest_route(
			self::SPACE,
			$path,
			array(
				'methods'             => $method,
				'callback'            => array( self::class, $callback ),
				'permission_callback' => array( self::class, 'permission' ),
			)
		);
	}

	/**
	 * A refusal in WordPress's form.
	 *
	 * @param int    $status  HTTP's.
	 * @param string $code    Of the contract.
	 * @param string $message For people.
	 * @param array  $data    More.
	 */
	private static function failure( int $status, string $code, string $message, array $data = array() ): WP_Error {
		return new WP_Error( $code, $message, array( 'status' => $status ) + $data );
	}
}
