<?php
/**
 * The payment gateway.
 *
 * @package AcpHub
 */

defined( 'ABSPATH' ) || exit;

/** Available to the hub alone, and to it only with a proof of payment. */
class ACP_Hub_Gateway extends WC_Payment_Gateway {

	public const ID = 'acp_hub';

	/** Reads the settings and offers the merchant their form. */
	public function __construct() {
		$this->id                 = self::ID;
		$this->method_title       = __( 'ACP Hub', 'acp-hub' );
		$this->method_description = __( 'Orders that an ACP hub places for AI agents, paid through the hub. Shoppers never see it.', 'acp-hub' );
		$this->title              = __( 'Paid through an AI agent', 'acp-hub' );
		$this->supports           = array( 'products', 'refunds' );
		$this->has_fields         = false;
		$this->form_fields        = array(
			'enabled' => array(
				'title'   => __( 'Take orders', 'acp-hub' ),
				'type'    => 'checkbox',
				'label'   => __( 'Let the hub place orders', 'acp-hub' ),
				'default' => 'no',
			),
			'secret'  => array(
				'title'       => __( 'Shared secret', 'acp-hub' ),
				'type'        => 'password',
				'description' => __( 'At least 32 characters; the same as in the hub’s connection.', 'acp-hub' ),
				'default'     => '',
			),
			'events'  => array(
				'title'       => __( 'Address for events', 'acp-hub' ),
				'type'        => 'text',
				'description' => __( 'The hub’s URL with the ingress path of the connection; for refunds from the order page.', 'acp-hub' ),
				'default'     => '',
			),
		);
		$this->init_settings();
		$this->enabled = $this->get_option( 'enabled' );
		add_action( 'woocommerce_update_options_payment_gateways_' . $this->id, array( $this, 'process_admin_options' ) );
	}

	/** The shared secret as it is set. */
	public static function secret(): string {
		$settings = get_option( 'woocommerce_' . self::ID . '_settings', array() );
		return is_array( $settings ) ? (string) ( $settings['secret'] ?? '' ) : '';
	}

	/** Whether the merchant lets the hub place orders. */
	public static function is_on(): bool {
		$settings = get_option( 'woocommerce_' . self::ID . '_settings', array() );
		return is_array( $settings ) && 'yes' === ( $settings['enabled'] ?? 'no' );
	}

	/** Only the hub's own request may pay by it. */
	public function is_available(): bool {
		return self::is_on() && null !== ACP_Hub_Request::proof();
	}

	/**
	 * Takes the order, on hold until the hub says that the money is captured.
	 *
	 * @param int $order_id Of the order at the checkout.
	 */
	public function process_payment( $order_id ): array {
		$order = wc_get_order( $order_id );
		$proof = ACP_Hub_Request::proof();
		if ( null === $proof || ! $order instanceof WC_Order ) {
			return self::refusal( 'acp_hub_no_proof: there is no proof of payment.' );
		}
		$complaint = ACP_Hub_Order_Check::complaint( $order, $proof );
		if ( null !== $complaint ) {
			return self::refusal( $complaint );
		}
		ACP_Hub_Orders::mark( $order, $proof );
		$order->update_status(
			'on-hold',
			sprintf(
				/* translators: 1: id of the payment, 2: who holds the money. */
				__( 'ACP Hub: payment %1$s is authorised by %2$s.', 'acp-hub' ),
				$proof->text( 'payment' ),
				$proof->text( 'provider' )
			)
		);
		WC()->cart->empty_cart();
		return array(
			'result'    => 'success',
			'redirect'  => $this->get_return_url( $order ),
			'acp_order' => (string) wp_json_encode( ACP_Hub_Orders::as_rest( $order ) ),
		);
	}

	/**
	 * Lets the hub give the money back; WooCommerce takes the refund back where the hub cannot be told.
	 *
	 * @param int        $order_id Of an order.
	 * @param float|null $amount   Of the refund, which WooCommerce has saved already.
	 * @param string     $reason   The merchant's.
	 * @return bool|WP_Error
	 */
	public function process_refund( $order_id, $amount = null, $reason = '' ) {
		return ACP_Hub_Refund_Hint::send( (int) $order_id, (string) $this->get_option( 'events' ), self::secret() );
	}

	/**
	 * The Store API shows the message with 400.
	 *
	 * @param string $message Begins with a code of the contract.
	 */
	private static function refusal( string $message ): array {
		return array(
			'result'  => 'failure',
			'message' => $message,
		);
	}
}
