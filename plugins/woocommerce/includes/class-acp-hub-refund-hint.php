<?php
/**
 * Tells the hub that a refund was made on the order page.
 *
 * @package AcpHub
 */

defined( 'ABSPATH' ) || exit;

/** Sends what a webhook of the shop would; the hub reads the order and gives the money back. */
final class ACP_Hub_Refund_Hint {

	private const PURPOSE = 'acp-hub:webhooks';

	/**
	 * Whether the hub took it.
	 *
	 * @param int    $order_id Of the order.
	 * @param string $url      The hub's address for events.
	 * @param string $secret   The shared secret.
	 * @return true|WP_Error
	 */
	public static function send( int $order_id, string $url, string $secret ) {
		if ( '' === $url ) {
			return self::failure( __( 'Enter the hub’s address for events in the settings of ACP Hub first.', 'acp-hub' ) );
		}
		$body     = (string) wp_json_encode( array( 'id' => $order_id ) );
		$response = wp_remote_post(
			$url,
			array(
				'timeout'     => 15,
				'redirection' => 0,
				'body'        => $body,
				'headers'     => array(
					'Content-Type'             => 'application/json',
					'X-WC-Webhook-Topic'       => 'order.updated',
					'X-WC-Webhook-Delivery-ID' => wp_generate_uuid4(),
					'X-WC-Webhook-Signature'   => self::signature( $body, $secret ),
				),
			)
		);
		$status = (int) wp_remote_retrieve_response_code( $response );
		return $status >= 200 && $status < 300
			? true
			: self::failure( __( 'The hub could not be told, so nothing was refunded. Try again, or refund where the payment was made.', 'acp-hub' ) );
	}

	/**
	 * As WooCommerce signs its webhooks.
	 *
	 * @param string $body   What is sent.
	 * @param string $secret The shared secret.
	 */
	public static function signature( string $body, string $secret ): string {
		$key = hash_hmac( 'sha256', self::PURPOSE, $secret );
		return base64_encode( hash_hmac( 'sha256', $body, $key, true ) );
	}

	/**
	 * A failure in words for the merchant.
	 *
	 * @param string $message What to do.
	 */
	private static function failure( string $message ): WP_Error {
		return new WP_Error( 'acp_hub_refund', $message );
	}
}
