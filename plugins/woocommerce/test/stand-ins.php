<?php
/**
 * As much of WordPress and WooCommerce as the plugin touches, in memory.
 *
 * @package AcpHub
 */

define( 'ABSPATH', __DIR__ );

/** What the stand-ins remember; emptied before every test. */
final class World {
	public static $options  = array();
	public static $filters  = array();
	public static $orders   = array();
	public static $posted   = array();
	public static $answer   = 202;
	public static $can_edit = true;
	public static $emptied  = 0;

	public static function reset(): void {
		self::$options  = array();
		self::$orders   = array();
		self::$posted   = array();
		self::$answer   = 202;
		self::$can_edit = true;
		self::$emptied  = 0;
	}
}

class WP_Error {
	public $code;
	public $message;
	public $data;

	public function __construct( $code, $message, $data = array() ) {
		$this->code    = $code;
		$this->message = $message;
		$this->data    = $data;
	}
}

class WP_REST_Request {
	private $route;
	private $method;
	private $parameters;

	public function __construct( $route = '', $method = 'GET', $parameters = array() ) {
		$this->route      = $route;
		$this->method     = $method;
		$this->parameters = $parameters;
	}

	public function get_route() {
		return $this->route;
	}

	public function get_method() {
		return $this->method;
	}

	public function get_param( $name ) {
		return $this->parameters[ $name ] ?? null;
	}
}

class Line {
	private $product;
	private $variation;
	private $quantity;

	public function __construct( $product, $variation, $quantity ) {
		$this->product   = $product;
		$this->variation = $variation;
		$this->quantity  = $quantity;
	}

	public function get_product_id() {
		return $this->product;
	}

	public function get_variation_id() {
		return $this->variation;
	}

	public function get_quantity() {
		return $this->quantity;
	}
}

class WC_Order {
	public $notes = array();
	private $id;
	private $total;
	private $lines;
	private $meta        = array();
	private $status      = 'pending';
	private $via         = 'store-api';
	private $paid        = null;
	private $transaction = '';
	private $currency;

	public function __construct( $id, $total, $lines, $currency = 'USD' ) {
		$this->id             = $id;
		$this->total          = $total;
		$this->lines          = $lines;
		$this->currency       = $currency;
		World::$orders[ $id ] = $this;
	}

	public function get_id() {
		return $this->id;
	}

	public function get_total() {
		return $this->total;
	}

	public function get_items() {
		return $this->lines;
	}

	public function get_currency() {
		return $this->currency;
	}

	public function get_status() {
		return $this->status;
	}

	public function has_status( $statuses ) {
		return in_array( $this->status, (array) $statuses, true );
	}

	public function set_status( $status ) {
		$this->status = $status;
	}

	public function update_status( $status, $note = '' ) {
		$this->status  = $status;
		$this->notes[] = $note;
	}

	public function add_order_note( $note ) {
		$this->notes[] = $note;
	}

	public function set_created_via( $via ) {
		$this->via = $via;
	}

	public function get_created_via() {
		return $this->via;
	}

	public function update_meta_data( $key, $value ) {
		$this->meta[ $key ] = $value;
	}

	public function get_meta( $key ) {
		return $this->meta[ $key ] ?? '';
	}

	public function get_date_paid() {
		return $this->paid;
	}

	public function get_transaction_id() {
		return $this->transaction;
	}

	public function payment_complete( $transaction ) {
		$this->paid        = time();
		$this->transaction = $transaction;
		$this->status      = 'processing';
	}
}

class WC_Payment_Gateway {
	public $id;
	public $enabled;
	public $title;
	public $supports;
	public $has_fields;
	public $method_title;
	public $method_description;
	public $form_fields;

	public function init_settings() {}

	public function get_option( $name ) {
		return get_option( "woocommerce_{$this->id}_settings", array() )[ $name ] ?? '';
	}

	public function get_return_url( $order ) {
		return 'https://shop.example/received/' . $order->get_id();
	}
}

class WC_REST_Orders_Controller {
	public function prepare_object_for_response( $order, $request ) {
		return new class( $order ) {
			private $order;

			public function __construct( $order ) {
				$this->order = $order;
			}

			public function get_data() {
				return array(
					'id'     => $this->order->get_id(),
					'status' => $this->order->get_status(),
					'total'  => $this->order->get_total(),
				);
			}
		};
	}
}

final class Cart {
	public function empty_cart() {
		++World::$emptied;
	}
}

final class WooCommerce {
	public $cart;

	public function __construct() {
		$this->cart = new Cart();
	}
}

function WC() {
	return new WooCommerce();
}

function add_action( $hook, $callback, $priority = 10, $count = 1 ) {
	World::$filters[ $hook ][] = $callback;
}

function add_filter( $hook, $callback, $priority = 10, $count = 1 ) {
	World::$filters[ $hook ][] = $callback;
}

function apply( $hook, $value, ...$more ) {
	foreach ( World::$filters[ $hook ] ?? array() as $callback ) {
		$value = $callback( $value, ...$more );
	}
	return $value;
}

function register_rest_route( $space, $path, $options ) {
	World::$filters[ "route $space$path" ] = $options;
}

function get_option( $name, $default = false ) {
	return World::$options[ $name ] ?? $default;
}

function current_user_can( $capability ) {
	return World::$can_edit && 'edit_shop_orders' === $capability;
}

function wc_get_order( $id ) {
	return World::$orders[ $id ] ?? false;
}

function wc_get_orders( $query ) {
	return array_values(
		array_filter(
			World::$orders,
			static function ( $order ) use ( $query ) {
				return $order->get_meta( $query['meta_key'] ) === $query['meta_value'];
			}
		)
	);
}

function wc_get_price_decimals() {
	return World::$options['decimals'] ?? 2;
}

function wc_format_decimal( $number, $decimals ) {
	return number_format( (float) $number, $decimals, '.', '' );
}

function wp_remote_post( $url, $arguments ) {
	World::$posted[] = array( $url, $arguments );
	return array( 'code' => World::$answer );
}

function wp_remote_retrieve_response_code( $response ) {
	return $response['code'];
}

function wp_generate_uuid4() {
	return 'a-delivery';
}

function wp_json_encode( $value ) {
	return json_encode( $value );
}

function __( $text, $domain ) {
	return $text;
}

function esc_html( $text ) {
	return htmlspecialchars( $text );
}

function esc_html__( $text, $domain ) {
	return esc_html( $text );
}
