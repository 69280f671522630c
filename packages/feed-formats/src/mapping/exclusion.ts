import type { Product, Variant } from '@acp-hub/commerce';
import { lookUp } from './look-up';
import type { Exclusion } from './mapping-rules';

const sameWord = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

export const isBelow = (path: readonly string[], category: readonly string[]): boolean =>
  category.length <= path.length && category.every((part, index) => sameWord(part, path[index] ?? ''));

/** Where a product stands, its main category first. */
export const pathsOf = ({ categories, furtherCategories = [] }: Product): readonly (readonly string[])[] => [
  categories,
  ...furtherCategories,
];

interface Candidate {
  readonly product: Product;
  readonly variant: Variant;
  readonly brand: string | undefined;
  readonly title: string;
  readonly isOnSale: boolean;
}

function meets(rule: Exclusion, { product, variant, brand, title, isOnSale }: Candidate): boolean {
  const { category, attribute } = rule;
  const lists = [variant.options, variant.attributes, product.attributes];
  const checks = [
    category === undefined || pathsOf(product).some((path) => isBelow(path, category)),
    rule.brand === undefined || sameWord(rule.brand, brand ?? ''),
    rule.itemIds === undefined || rule.itemIds.includes(variant.id),
    attribute === undefined || sameWord(attribute.value, lookUp([attribute.name.toLowerCase()], lists) ?? ''),
    rule.titleContains === undefined || title.toLowerCase().includes(rule.titleContains.toLowerCase()),
    rule.priceBelow === undefined ||
      ((isOnSale ? variant.salePrice : undefined) ?? variant.price).amount < rule.priceBelow,
    rule.outOfStock === undefined || variant.stock.status === 'out_of_stock',
  ];
  return checks.every(Boolean);
}

/** The merchant's reason to keep the variant out, by the first rule it meets. */
export const exclusionOf = (rules: readonly Exclusion[], candidate: Candidate): string | undefined =>
  rules.find((rule) => meets(rule, candidate))?.because;
