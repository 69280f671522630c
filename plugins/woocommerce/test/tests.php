<?php
/**
 * The plugin's own tests: php tests.php writes one line of JSON a test.
 *
 * @package AcpHub
 */

require __DIR__ . '/stand-ins.php';
require dirname( __DIR__ ) . '/acp-hub.php';
foreach ( World::$filters['plugins_loaded'] as $load ) {
	$load();
}

const SECRET = '0123456789abcdef0123456789abcdef';

function claims( array $other = array() ): array {
	return $other + array(
		'v'        => 1,
		'session'  => 'cs_1',
		'key'      => 'att_1:order',
		'payment'  => 'pay_1',
		'provider' => 'stripe',
		'total'    => '68.70',
		'currency' => 'USD',
		'items'    => array( array( '10', 2 ), array( '20~Size=S', 1 ), array( '20~Size=M', 1 ) ),
		'exp'      => time() + 60,
	);
}

function signed( array $claims, string $secret = SECRET ): array {
	$proof = rtrim( strtr( base64_encode( json_encode( $claims ) ), '+/', '-_' ), '=' );
	return array(
		array( 'key' => 'acp_proof', 'value' => $proof ),
		array( 'key' => 'acp_signature', 'value' => hash_hmac( 'sha256', $proof, $secret ) ),
	);
}

/** The shop takes orders of the hub. */
function switched_on( array $other = array() ): void {
	World::$options['woocommerce_acp_hub_settings'] = $other + array(
		'enabled' => 'yes',
		'secret'  => SECRET,
		'events'  => 'https://hub.example/ingress/x',
	);
}

/** A request arrives; what follows belongs to it. */
function arrives( array $payment_data, string $route = '/wc/store/v1/checkout', string $method = 'acp_hub' ): void {
	$request = new WP_REST_Request(
		$route,
		'POST',
		array(
			'payment_method' => $method,
			'payment_data'   => $payment_data,
		)
	);
	apply( 'rest_request_before_callbacks', null, array(), $request );
}

function an_order( int $id = 173, string $total = '68.70', ?array $lines = null, string $currency = 'USD' ): WC_Order {
	return new WC_Order( $id, $total, $lines ?? array( new Line( 10, 0, 2 ), new Line( 16, 20, 1 ), new Line( 16, 20, 1 ) ), $currency );
}

function same( $expected, $actual ): void {
	if ( $expected !== $actual ) {
		throw new RuntimeException( 'Expected ' . json_encode( $expected ) . ', got ' . json_encode( $actual ) . '.' );
	}
}

function begins( string $code, array $result ): void {
	same( 'failure', $result['result'] );
	same( $code, strtok( $result['message'], ':' ) );
}

/** Places the order of a good request. */
function place( array $claims = array(), ?WC_Order $order = null ): array {
	switched_on();
	arrives( signed( claims( $claims ) ) );
	$order = $order ?? an_order();
	return ( new ACP_Hub_Gateway() )->process_payment( $order->get_id() );
}

function pay( array $other = array(), int $id = 173 ) {
	return ACP_Hub_Endpoints::pay(
		new WP_REST_Request(
			'',
			'POST',
			$other + array(
				'id'        => $id,
				'reference' => 'pay_1',
				'provider'  => 'stripe',
				'amount'    => '68.7',
				'currency'  => 'USD',
			)
		)
	);
}

$tests = array(
	'a good proof opens the gateway' => static function () {
		switched_on();
		arrives( signed( claims() ) );
		same( true, ( new ACP_Hub_Gateway() )->is_available() );
	},
	'the gateway is closed without a proof, with a forged, an expired, an old one, or for another route' => static function () {
		switched_on();
		$forged             = signed( claims() );
		$forged[0]['value'] = signed( claims( array( 'total' => '0.01' ) ) )[0]['value'];
		$cases              = array(
			array( array() ),
			array( $forged ),
			array( signed( claims(), str_repeat( 'x', 32 ) ) ),
			array( signed( claims( array( 'exp' => time() - 1 ) ) ) ),
			array( signed( claims( array( 'exp' => 'never' ) ) ) ),
			array( signed( claims( array( 'v' => 2 ) ) ) ),
			array( signed( claims( array( 'total' => 68.7 ) ) ) ),
			array( signed( claims( array( 'items' => 'all' ) ) ) ),
			array( signed( claims() ), '/wc/store/v1/checkout/173' ),
			array( signed( claims() ), '/wc/store/v1/checkout', 'cod' ),
		);
		foreach ( $cases as $case ) {
			arrives( array(), '/wc/store/v1/checkout' );
			arrives( ...$case );
			same( false, ( new ACP_Hub_Gateway() )->is_available() );
		}
	},
	'a proof is worth nothing in the next request' => static function () {
		switched_on();
		arrives( signed( claims() ) );
		arrives( array() );
		same( false, ( new ACP_Hub_Gateway() )->is_available() );
	},
	'a gateway that is off, or has no secret worth the name, stays closed' => static function () {
		switched_on( array( 'enabled' => 'no' ) );
		arrives( signed( claims() ) );
		same( false, ( new ACP_Hub_Gateway() )->is_available() );
		switched_on( array( 'secret' => '' ) );
		arrives( signed( claims(), '' ) );
		same( false, ( new ACP_Hub_Gateway() )->is_available() );
		switched_on( array( 'secret' => 'short' ) );
		arrives( signed( claims(), 'short' ) );
		same( false, ( new ACP_Hub_Gateway() )->is_available() );
	},
	'an order is taken on hold, and says what it was placed for' => static function () {
		$result = place();
		$order  = wc_get_order( 173 );
		same( 'success', $result['result'] );
		same( array( 'id' => 173, 'status' => 'on-hold', 'total' => '68.70' ), json_decode( $result['acp_order'], true ) );
		same( array( 'on-hold', 'acp_hub', null ), array( $order->get_status(), $order->get_created_via(), $order->get_date_paid() ) );
		same( array( 'att_1:order', 'cs_1', 'pay_1', 'stripe' ), array_map( array( $order, 'get_meta' ), array( '_acp_hub_key', '_acp_hub_session', '_acp_hub_payment', '_acp_hub_provider' ) ) );
		same( '[["10",2],["20~Size=S",1],["20~Size=M",1]]', $order->get_meta( '_acp_hub_items' ) );
		same( true, false !== strpos( $order->notes[0], 'pay_1' ) );
		same( 1, World::$emptied );
	},
	'an order of another total by one cent is refused, and marked as nothing' => static function () {
		foreach ( array( '68.71', '68.69', '6870', '' ) as $total ) {
			begins( 'acp_hub_total_mismatch', place( array(), an_order( 173, $total ) ) );
			same( '', wc_get_order( 173 )->get_meta( '_acp_hub_key' ) );
			same( 'pending', wc_get_order( 173 )->get_status() );
		}
		same( 0, World::$emptied );
	},
	'totals are compared as numbers' => static function () {
		World::$options['decimals'] = 0;
		same( 'success', place( array( 'total' => '1999.00', 'currency' => 'JPY' ), an_order( 1, '1999', null, 'JPY' ) )['result'] );
		World::$options['decimals'] = 3;
		begins( 'acp_hub_total_mismatch', place( array( 'total' => '1.999', 'currency' => 'KWD' ), an_order( 2, '1.998', null, 'KWD' ) ) );
	},
	'another currency is refused' => static function () {
		begins( 'acp_hub_currency_mismatch', place( array( 'currency' => 'EUR' ) ) );
	},
	'a quantity that stock cut silently, another variation or a further line is refused' => static function () {
		$cases = array(
			array( new Line( 10, 0, 1 ), new Line( 16, 20, 2 ) ),
			array( new Line( 10, 0, 2 ), new Line( 16, 21, 2 ) ),
			array( new Line( 10, 0, 2 ), new Line( 16, 20, 2 ), new Line( 99, 0, 1 ) ),
			array( new Line( 10, 0, 2 ) ),
		);
		foreach ( $cases as $lines ) {
			begins( 'acp_hub_items_mismatch', place( array(), an_order( 173, '68.70', $lines ) ) );
		}
	},
	'an attempt has one order, unless the other came to nothing' => static function () {
		place();
		begins( 'acp_hub_key_used', place( array(), an_order( 174 ) ) );
		wc_get_order( 173 )->set_status( 'cancelled' );
		same( 'success', place( array(), an_order( 174 ) )['result'] );
	},
	'the captured payment makes the order paid, once' => static function () {
		place();
		same( 'processing', pay()['status'] );
		$notes = count( wc_get_order( 173 )->notes );
		same( 'processing', pay()['status'] );
		same( array( 'pay_1', $notes ), array( wc_get_order( 173 )->get_transaction_id(), count( wc_get_order( 173 )->notes ) ) );
		same( 'acp_hub_already_paid', pay( array( 'reference' => 'pay_2' ) )->code );
	},
	'a payment of another sum, currency or of nothing is refused, and the order stays unpaid' => static function () {
		place();
		foreach ( array( array( 'amount' => '68.69' ), array( 'amount' => 68.7 ), array( 'currency' => 'EUR' ), array( 'reference' => '' ) ) as $other ) {
			$failure = pay( $other );
			same( array( 'acp_hub_amount_mismatch', 409 ), array( $failure->code, $failure->data['status'] ) );
		}
		same( null, wc_get_order( 173 )->get_date_paid() );
	},
	'a cancelled order takes no payment' => static function () {
		place();
		wc_get_order( 173 )->set_status( 'cancelled' );
		$failure = pay();
		same( array( 'acp_hub_order_state', array( 'status' => 409, 'state' => 'cancelled' ) ), array( $failure->code, $failure->data ) );
		same( null, wc_get_order( 173 )->get_date_paid() );
	},
	'an order of a shopper is none of the hub’s' => static function () {
		an_order( 7 );
		same( array( 'acp_hub_unknown_order', 404 ), array( pay( array(), 7 )->code, pay( array(), 7 )->data['status'] ) );
		same( 'acp_hub_unknown_order', pay( array(), 8 )->code );
	},
	'orders are found by their attempt' => static function () {
		place();
		$find = static function ( $key ) {
			return array_column( ACP_Hub_Endpoints::find( new WP_REST_Request( '', 'GET', array( 'key' => $key ) ) ), 'id' );
		};
		same( array( array( 173 ), array(), array() ), array( $find( 'att_1:order' ), $find( 'att_2:order' ), $find( '' ) ) );
	},
	'the status answers the challenge with the secret' => static function () {
		switched_on();
		$status = ACP_Hub_Endpoints::status( new WP_REST_Request( '', 'GET', array( 'challenge' => 'abc' ) ) );
		same( hash_hmac( 'sha256', 'status:abc', SECRET ), $status['proof'] );
		same( true, $status['enabled'] );
		World::$options = array();
		$status         = ACP_Hub_Endpoints::status( new WP_REST_Request( '', 'GET', array( 'challenge' => 'abc' ) ) );
		same( array( '', false ), array( $status['proof'], $status['enabled'] ) );
	},
	'every endpoint asks who may edit orders' => static function () {
		foreach ( World::$filters['rest_api_init'] as $register ) {
			$register();
		}
		$routes = array_filter( array_keys( World::$filters ), static function ( $name ) {
			return 0 === strpos( $name, 'route ' );
		} );
		same( 3, count( $routes ) );
		World::$can_edit = false;
		foreach ( $routes as $route ) {
			$answer = World::$filters[ $route ]['permission_callback']();
			same( array( 'acp_hub_cannot_edit', 401 ), array( $answer->code, $answer->data['status'] ) );
		}
		World::$can_edit = true;
		same( true, ACP_Hub_Endpoints::permission() );
	},
	'the mail about an order on hold is sent for shoppers alone' => static function () {
		place();
		$hook = 'woocommerce_email_enabled_customer_on_hold_order';
		same( array( false, true, true ), array( apply( $hook, true, wc_get_order( 173 ) ), apply( $hook, true, an_order( 7 ) ), apply( $hook, true, null ) ) );
	},
	'the order page shows the payment, of the hub’s orders alone, and escapes it' => static function () {
		place( array( 'payment' => 'pay_<b>' ) );
		ob_start();
		ACP_Hub_Orders::show_payment( wc_get_order( 173 ) );
		$shown = ob_get_clean();
		same( true, false !== strpos( $shown, 'pay_&lt;b&gt; (stripe)' ) );
		ob_start();
		ACP_Hub_Orders::show_payment( an_order( 7 ) );
		same( '', ob_get_clean() );
	},
	'a refund on the order page tells the hub, signed as a webhook' => static function () {
		place();
		same( true, ( new ACP_Hub_Gateway() )->process_refund( 173, 10.0 ) );
		list( $url, $sent ) = World::$posted[0];
		same( 'https://hub.example/ingress/x', $url );
		same( '{"id":173}', $sent['body'] );
		$key = hash_hmac( 'sha256', 'acp-hub:webhooks', SECRET );
		same( base64_encode( hash_hmac( 'sha256', $sent['body'], $key, true ) ), $sent['headers']['X-WC-Webhook-Signature'] );
		same( array( 'order.updated', 'a-delivery' ), array( $sent['headers']['X-WC-Webhook-Topic'], $sent['headers']['X-WC-Webhook-Delivery-ID'] ) );
	},
	'a refund the hub was not told of is none' => static function () {
		place();
		foreach ( array( 401, 500, 302, '' ) as $status ) {
			World::$answer = $status;
			same( true, ( new ACP_Hub_Gateway() )->process_refund( 173 ) instanceof WP_Error );
		}
		switched_on( array( 'events' => '' ) );
		World::$answer = 202;
		same( true, ( new ACP_Hub_Gateway() )->process_refund( 173 ) instanceof WP_Error );
	},
);

foreach ( $tests as $name => $test ) {
	World::reset();
	$failure = null;
	try {
		$test();
	} catch ( Throwable $error ) {
		$failure = $error->getMessage() . ' (line ' . $error->getLine() . ')';
	}
	echo json_encode( array( 'name' => $name, 'failure' => $failure ) ), "\n";
}
