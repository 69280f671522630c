import { known } from '../known';

export const at = (second: number): string =>
  `2026-11-23T16:4${second < 60 ? '0' : '1'}:${String(second % 60).padStart(2, '0')}`;

/** How many of the bulk products came into being in which second. */
const BULK_SECONDS: readonly (readonly [until: number, second: number])[] = [
  [8, 59],
  [34, 60],
  [57, 61],
  [82, 62],
  [100, 63],
];

export const bulk = Array.from({ length: 100 }, (_, index) => {
  const number = String(index).padStart(3, '0');
  const created = at(known(BULK_SECONDS.find(([until]) => index < until))[1]);
  return {
    id: 25 + index,
    name: `Bulk ${number}`,
    sku: `BULK-${number}`,
    regular_price: `${(index % 40) + 1}.${number.slice(1)}`,
    created,
    modified: created,
  };
});
