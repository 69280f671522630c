<?php
/**
 * The hub's orders.
 *
 * @package AcpHub
 */

defined( 'ABSPATH' ) || exit;

/** Marks orders as the hub's, finds them again, and shows them. */
final class ACP_Hub_Orders {

	public const KEY      = '_acp_hub_key';
	public const SESSION  = '_acp_hub_session';
	public const PAYMENT  = '_acp_hub_payment';
	public const PROVIDER = '_acp_hub_provider';
	public const ITEMS    = '_acp_hub_items';

	/** Hooks in. */
	public static function listen(): void {
		// The order waits for its capture, for seconds: nothing to write to the customer about.
		add_filter( 'woocommerce_email_enabled_customer_on_hold_order', array( self::class, 'silence_on_hold' ), 10, 2 );
		add_action( 'woocommerce_admin_order_data_after_billing_address', array( self::class, 'show_payment' ) );
	}

	/**
	 * Writes down what the order was placed for. The caller saves it.
	 *
	 * @param WC_Order      $order An order that was held against the proof.
	 * @param ACP_Hub_Proof $proof What was paid for.
	 */
	public static function mark( $order, ACP_Hub_Proof $proof ): void {
		$order->set_created_via( ACP_Hub_Gateway::ID );
		$order->update_meta_data( self::KEY, $proof->text( 'key' ) );
		$order->update_meta_data( self::SESSION, $proof->text( 'session' ) );
		$order->update_meta_data( self::PAYMENT, $proof->text( 'payment' ) );
		$order->update_meta_data( self::PROVIDER, $proof->text( 'provider' ) );
		$order->update_meta_data( self::ITEMS, $proof->items_json() );
	}

	/**
	 * Whether the hub placed it.
	 *
	 * @param mixed $order An order, or none.
	 */
	public static function is_ours( $order ): bool {
		return $order instanceof WC_Order && '' !== (string) $order->get_meta( self::KEY );
	}

	/**
	 * The orders of an attempt; one, unless something went wrong.
	 *
	 * @param string $key The hub's key of the attempt.
	 * @return WC_Order[]
	 */
	public static function with_key( string $key ): array {
		return wc_get_orders(
			array(
				'limit'      => 10,
				'type'       => 'shop_order',
				'status'     => 'any',
				'meta_key'   => self::KEY, // phpcs:ignore WordPress.DB.SlowDBQuery.slow_db_query_meta_key
				'meta_value' => $key, // phpcs:ignore WordPress.DB.SlowDBQuery.slow_db_query_meta_value
			)
		);
	}

	/**
	 * An order as wc/v3 shows it.
	 *
	 * @param WC_Order $order Of the hub's.
	 */
	public static function as_rest( $order ): array {
		$controller = new WC_REST_Orders_Controller();
		return $controller->prepare_object_for_response( $order, new WP_REST_Request() )->get_data();
	}

	/**
	 * Filter: whether the mail about an order on hold is sent.
	 *
	 * @param bool  $enabled So far.
	 * @param mixed $order   Of the mail.
	 */
	public static function silence_on_hold( $enabled, $order ) {
		return self::is_ours( $order ) ? false : $enabled;
	}

	/**
	 * Action: the payment, where the merchant looks for it.
	 *
	 * @param mixed $order On the order page.
	 */
	public static function show_payment( $order ): void {
		if ( ! self::is_ours( $order ) ) {
			return;
		}
		printf(
			'<p><strong>%s</strong><br>%s (%s)</p>',
			esc_html__( 'ACP Hub payment', 'acp-hub' ),
			esc_html( (string) $order->get_meta( self::PAYMENT ) ),
			esc_html( (string) $order->get_meta( self::PROVIDER ) )
		);
	}
}
