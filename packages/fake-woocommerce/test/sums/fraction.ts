/** Which way exactly a half goes: away from zero, or towards it. */
export type Half = 'up' | 'down';

/** An exact number, so that sums are checked by arithmetic that has no rounding of its own. */
export class Fraction {
  static readonly ZERO = new Fraction(0n, 1n);

  private constructor(
    readonly top: bigint,
    readonly bottom: bigint,
  ) {}

  /** @param text a whole number or a decimal, e.g. "-12.50". */
  static of(text: string | number | bigint): Fraction {
    const [, sign, whole = '', places = ''] = /^(-?)(\d*)(?:\.(\d+))?$/.exec(String(text)) ?? [];
    if (whole + places === '') throw new Error(`${text} is no decimal number.`);
    return Fraction.#reduced(BigInt(`${sign}${whole}${places}`), 10n ** BigInt(places.length));
  }

  static sum(all: readonly Fraction[]): Fraction {
    return all.reduce((total, one) => total.plus(one), Fraction.ZERO);
  }

  static #reduced(top: bigint, bottom: bigint): Fraction {
    let [a, b] = [top < 0n ? -top : top, bottom];
    while (b !== 0n) [a, b] = [b, a % b];
    return a === 0n ? Fraction.ZERO : new Fraction(top / a, bottom / a);
  }

  plus(other: Fraction): Fraction {
    return Fraction.#reduced(this.top * other.bottom + other.top * this.bottom, this.bottom * other.bottom);
  }

  minus(other: Fraction): Fraction {
    return this.plus(new Fraction(-other.top, other.bottom));
  }

  times(other: Fraction | number): Fraction {
    const by = typeof other === 'number' ? Fraction.of(other) : other;
    return Fraction.#reduced(this.top * by.top, this.bottom * by.bottom);
  }

  over(other: Fraction): Fraction {
    const sign = other.top < 0n ? -1n : 1n;
    return Fraction.#reduced(this.top * other.bottom * sign, this.bottom * other.top * sign);
  }

  /** As a multiple of 10^-places. */
  round(places = 0, half: Half = 'up'): Fraction {
    const scale = 10n ** BigInt(places);
    const size = (this.top < 0n ? -this.top : this.top) * scale;
    const [whole, rest] = [size / this.bottom, (size % this.bottom) * 2n];
    const rounded = rest > this.bottom || (rest === this.bottom && half === 'up') ? whole + 1n : whole;
    return Fraction.#reduced(this.top < 0n ? -rounded : rounded, scale);
  }

  /** The next whole number that is not larger. */
  floor(): Fraction {
    const whole = this.top / this.bottom;
    return Fraction.of(this.top < 0n && this.top % this.bottom !== 0n ? whole - 1n : whole);
  }

  compare(other: Fraction): number {
    const difference = this.minus(other).top;
    return difference === 0n ? 0 : difference < 0n ? -1 : 1;
  }

  /** With as many places, half up. */
  text(places = 0): string {
    const { top, bottom } = this.round(places);
    const digits = ((top < 0n ? -top : top) * (10n ** BigInt(places) / bottom))
      .toString()
      .padStart(places + 1, '0');
    const whole = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
    return top < 0n ? `-${whole}` : whole;
  }
}

export const smallest = (one: Fraction, other: Fraction): Fraction => (one.compare(other) < 0 ? one : other);
