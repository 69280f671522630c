<?php
/**
 * Plugin Name: ACP Hub for WooCommerce
 * Description: Lets an ACP hub place orders through this shop's own checkout, against its signed proof of payment.
 * Version: 1.0.0
 * Requires at least: 6.6
 * Requires PHP: 7.4
 * Requires Plugins: woocommerce
 * WC requires at least: 9.9
 * License: GPL-2.0-or-later
 * License URI: https://www.gnu.org/licenses/gpl-2.0.html
 *
 * @package AcpHub
 */

defined( 'ABSPATH' ) || exit;

const ACP_HUB_VERSION = '1.0.0';

/** Classes are loaded once WooCommerce is, whose gateway they extend. */
add_action(
	'plugins_loaded',
	static function () {
		if ( ! class_exists( 'WC_Payment_Gateway' ) ) {
			return;
		}
		foreach ( array( 'money', 'proof', 'request', 'order-check', 'orders', 'refund-hint', 'gateway', 'endpoints' ) as $part ) {
			require_once __DIR__ . "/includes/class-acp-hub-$part.php";
		}
		ACP_Hub_Request::listen();
		ACP_Hub_Orders::listen();
		ACP_Hub_Endpoints::listen();
	}
);

add_filter(
	'woocommerce_payment_gateways',
	static function ( $gateways ) {
		if ( class_exists( 'ACP_Hub_Gateway' ) ) {
			$gateways[] = 'ACP_Hub_Gateway';
		}
		return $gateways;
	}
);

/** Orders are kept by WooCommerce's own tables or by posts; the plugin touches neither by itself. */
add_action(
	'before_woocommerce_init',
	static function () {
		if ( class_exists( '\Automattic\WooCommerce\Utilities\FeaturesUtil' ) ) {
			\Automattic\WooCommerce\Utilities\FeaturesUtil::declare_compatibility( 'custom_order_tables', __FILE__ );
		}
	}
);
