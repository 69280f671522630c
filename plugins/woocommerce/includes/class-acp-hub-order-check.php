<?php
/**
 * Holds an order against the proof of payment.
 *
 * @package AcpHub
 */

defined( 'ABSPATH' ) || exit;

/** What the buyer accepted and what the shop is about to take must be the same, to the last digit. */
final class ACP_Hub_Order_Check {

	/**
	 * What is wrong, beginning with its code; null where nothing is.
	 *
	 * @param WC_Order      $order The order at the checkout.
	 * @param ACP_Hub_Proof $proof What was paid for.
	 */
	public static function complaint( $order, ACP_Hub_Proof $proof ): ?string {
		if ( $order->get_currency() !== $proof->text( 'currency' ) ) {
			return 'acp_hub_currency_mismatch: the order is in another currency than was paid.';
		}
		if ( self::units( $order ) !== $proof->units() ) {
			return 'acp_hub_items_mismatch: the order holds other items than were accepted.';
		}
		$total = wc_format_decimal( $order->get_total(), wc_get_price_decimals() );
		if ( ! ACP_Hub_Money::equal( $total, $proof->text( 'total' ) ) ) {
			return 'acp_hub_total_mismatch: the order comes to another sum than was accepted.';
		}
		foreach ( ACP_Hub_Orders::with_key( $proof->text( 'key' ) ) as $other ) {
			if ( $other->get_id() !== $order->get_id() && ! $other->has_status( array( 'checkout-draft', 'failed', 'cancelled', 'trash' ) ) ) {
				return 'acp_hub_key_used: an order of this attempt exists.';
			}
		}
		return null;
	}

	/**
	 * Units by the number of the variation, or of the product that has none.
	 *
	 * @param WC_Order $order An order.
	 * @return array<int, int>
	 */
	private static function units( $order ): array {
		$units = array();
		foreach ( $order->get_items() as $line ) {
			$id           = (int) ( $line->get_variation_id() ? $line->get_variation_id() : $line->get_product_id() );
			$units[ $id ] = ( $units[ $id ] ?? 0 ) + (int) $line->get_quantity();
		}
		ksort( $units );
		return $units;
	}
}
