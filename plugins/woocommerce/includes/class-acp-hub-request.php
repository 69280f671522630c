<?php
/**
 * The proof that came with the request being answered.
 *
 * @package AcpHub
 */

defined( 'ABSPATH' ) || exit;

/**
 * The Store API asks which gateways are available before it hands payment data to any, so the proof is read off the
 * request as it comes in.
 */
final class ACP_Hub_Request {

	private const CHECKOUT = '#^/wc/store(/v\d+)?/checkout$#';

	/**
	 * Of the request being answered.
	 *
	 * @var ACP_Hub_Proof|null
	 */
	private static $proof = null;

	/** Hooks in. */
	public static function listen(): void {
		add_filter( 'rest_request_before_callbacks', array( self::class, 'read' ), 10, 3 );
	}

	/** The proof, where the request brought a good one. */
	public static function proof(): ?ACP_Hub_Proof {
		return self::$proof;
	}

	/**
	 * Filter: takes note of the request and lets it pass.
	 *
	 * @param mixed           $response As far as it is known.
	 * @param array           $handler  Of the route.
	 * @param WP_REST_Request $request  As it came.
	 * @return mixed
	 */
	public static function read( $response, $handler, $request ) {
		if ( 1 === preg_match( self::CHECKOUT, $request->get_route() ) ) {
			self::$proof = 'POST' === $request->get_method() ? self::proof_in( $request ) : null;
		}
		return $response;
	}

	/**
	 * The good proof in a checkout.
	 *
	 * @param WP_REST_Request $request A checkout.
	 */
	private static function proof_in( $request ): ?ACP_Hub_Proof {
		if ( ACP_Hub_Gateway::ID !== $request->get_param( 'payment_method' ) ) {
			return null;
		}
		$data = array();
		foreach ( (array) $request->get_param( 'payment_data' ) as $entry ) {
			if ( is_array( $entry ) && isset( $entry['key'], $entry['value'] ) ) {
				$data[ $entry['key'] ] = $entry['value'];
			}
		}
		return ACP_Hub_Proof::verify(
			$data['acp_proof'] ?? null,
			$data['acp_signature'] ?? null,
			ACP_Hub_Gateway::secret(),
			time()
		);
	}
}
