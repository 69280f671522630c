interface VatRates {
  /** Parts per 100,000. */
  readonly standard: number;
  /** For books and food. */
  readonly reduced: number;
}

const rates = (standard: number, reduced: number): VatRates => ({ standard, reduced });

/** VAT by country; where a country has several reduced rates, the one on books. */
export const vatRates: Readonly<Record<string, VatRates>> = {
  AT: rates(20_000, 10_000),
  BE: rates(21_000, 6_000),
  CZ: rates(21_000, 12_000),
  DE: rates(19_000, 7_000),
  DK: rates(25_000, 25_000),
  ES: rates(21_000, 4_000),
  FI: rates(25_500, 14_000),
  FR: rates(20_000, 5_500),
  IE: rates(23_000, 9_000),
  IT: rates(22_000, 4_000),
  LU: rates(17_000, 3_000),
  NL: rates(21_000, 9_000),
  PL: rates(23_000, 5_000),
  PT: rates(23_000, 6_000),
  SE: rates(25_000, 6_000),
};
