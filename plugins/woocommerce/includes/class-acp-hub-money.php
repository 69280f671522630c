<?php
/**
 * Amounts.
 *
 * @package AcpHub
 */

defined( 'ABSPATH' ) || exit;

/** Compares decimal amounts as they are written: never as floats, of which 0.1 + 0.2 is none. */
final class ACP_Hub_Money {

	/**
	 * Whether two plain decimals are the same number; what is not a plain decimal equals nothing.
	 *
	 * @param mixed $a e.g. "68.70".
	 * @param mixed $b e.g. "68.7".
	 */
	public static function equal( $a, $b ): bool {
		$one = self::normal( $a );
		return null !== $one && self::normal( $b ) === $one;
	}

	/**
	 * Without leading zeros, and without zeros that end a fraction.
	 *
	 * @param mixed $amount A decimal.
	 */
	private static function normal( $amount ): ?string {
		$text = is_int( $amount ) || is_string( $amount ) ? (string) $amount : '';
		if ( 1 !== preg_match( '/^(\d+)(?:\.(\d+))?$/D', $text, $parts ) ) {
			return null;
		}
		$whole    = ltrim( $parts[1], '0' );
		$fraction = rtrim( isset( $parts[2] ) ? $parts[2] : '', '0' );
		return ( '' === $whole ? '0' : $whole ) . ( '' === $fraction ? '' : ".$fraction" );
	}
}
