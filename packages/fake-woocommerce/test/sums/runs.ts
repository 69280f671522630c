/**
 * The same shops in every run, so that a change is judged by what it changed. Others:
 * `FAKE_WOOCOMMERCE_SUMS_SEED=<number>`, more of them: `FAKE_WOOCOMMERCE_SUMS_RUNS=<number>`.
 */
export const RUNS = {
  seed: Number(process.env['FAKE_WOOCOMMERCE_SUMS_SEED'] ?? 20_261_125),
  numRuns: Number(process.env['FAKE_WOOCOMMERCE_SUMS_RUNS'] ?? 25),
  endOnFailure: true,
};
