<?php
/**
 * The hub's signed proof of payment.
 *
 * @package AcpHub
 */

defined( 'ABSPATH' ) || exit;

/** Claims whose signature was right and which had not expired. README.md, "Placing: the proof". */
final class ACP_Hub_Proof {

	private const VERSION = 1;
	private const TEXTS   = array( 'session', 'key', 'payment', 'provider', 'total', 'currency' );

	/**
	 * What was claimed.
	 *
	 * @var array
	 */
	private $claims;

	/**
	 * Made by verify() alone.
	 *
	 * @param array $claims What was claimed.
	 */
	private function __construct( array $claims ) {
		$this->claims = $claims;
	}

	/**
	 * The proof, or null where it proves nothing.
	 *
	 * @param mixed  $proof     base64url of the claims, as it was sent.
	 * @param mixed  $signature Hex of the HMAC-SHA256 of just that.
	 * @param string $secret    The shared secret.
	 * @param int    $now       Unix time.
	 */
	public static function verify( $proof, $signature, string $secret, int $now ): ?self {
		if ( ! is_string( $proof ) || ! is_string( $signature ) || strlen( $secret ) < 32 ) {
			return null;
		}
		if ( ! hash_equals( hash_hmac( 'sha256', $proof, $secret ), $signature ) ) {
			return null;
		}
		$claims = json_decode( (string) base64_decode( strtr( $proof, '-_', '+/' ), true ), true );
		if ( ! is_array( $claims ) || ( $claims['v'] ?? null ) !== self::VERSION ) {
			return null;
		}
		if ( ! is_int( $claims['exp'] ?? null ) || $now > $claims['exp'] || ! is_array( $claims['items'] ?? null ) ) {
			return null;
		}
		foreach ( self::TEXTS as $name ) {
			if ( ! is_string( $claims[ $name ] ?? null ) || '' === $claims[ $name ] ) {
				return null;
			}
		}
		return new self( $claims );
	}

	/**
	 * A claim that is a text.
	 *
	 * @param string $name One of the texts of the contract.
	 */
	public function text( string $name ): string {
		return $this->claims[ $name ];
	}

	/** The items as JSON, as they are kept on the order. */
	public function items_json(): string {
		return (string) wp_json_encode( $this->claims['items'] );
	}

	/**
	 * Units by the number of the product or variation; what follows "~" are choices of an "any" variation.
	 *
	 * @return array<int, int>
	 */
	public function units(): array {
		$units = array();
		foreach ( $this->claims['items'] as $item ) {
			$id           = (int) strtok( (string) ( $item[0] ?? '' ), '~' );
			$units[ $id ] = ( $units[ $id ] ?? 0 ) + (int) ( $item[1] ?? 0 );
		}
		ksort( $units );
		return $units;
	}
}
