<?php
/**
 * For the hub's tests: reads {proof, signature, secret, now} and writes what the plugin takes from it.
 *
 * @package AcpHub
 */

require __DIR__ . '/stand-ins.php';
require dirname( __DIR__ ) . '/includes/class-acp-hub-proof.php';
require dirname( __DIR__ ) . '/includes/class-acp-hub-refund-hint.php';

$given = json_decode( stream_get_contents( STDIN ), true );
$proof = ACP_Hub_Proof::verify( $given['proof'], $given['signature'], $given['secret'], $given['now'] );
echo json_encode(
	array(
		'accepted' => null === $proof ? null : array(
			'session'  => $proof->text( 'session' ),
			'key'      => $proof->text( 'key' ),
			'payment'  => $proof->text( 'payment' ),
			'provider' => $proof->text( 'provider' ),
			'total'    => $proof->text( 'total' ),
			'currency' => $proof->text( 'currency' ),
			'items'    => $proof->items_json(),
		),
		'webhook'  => ACP_Hub_Refund_Hint::signature( '{"id":173}', $given['secret'] ),
	)
);
