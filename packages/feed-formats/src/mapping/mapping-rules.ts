import { z } from 'zod';

const names = z.array(z.string().min(1));
const path = z.array(z.string().min(1)).min(1);

/** Names under which shops keep what feeds ask for; compared without regard to case. */
const USUAL_NAMES = {
  brand: ['Brand', 'Manufacturer', 'Marke', 'Hersteller', 'Marque'],
  color: ['Color', 'Colour', 'Farbe', 'Couleur'],
  size: ['Size', 'Größe', 'Taille'],
  material: ['Material', 'Matière'],
  gender: ['Gender', 'Geschlecht'],
  ageGroup: ['Age group', 'Age'],
  gtin: ['GTIN', 'EAN', 'UPC', 'ISBN', 'Barcode'],
  mpn: ['MPN', 'Part number'],
} as const;

/** Which option or attribute holds what; the first that a variant or its product has is taken. */
const attributeNamesSchema = z.strictObject({
  brand: names.default([...USUAL_NAMES.brand]),
  color: names.default([...USUAL_NAMES.color]),
  size: names.default([...USUAL_NAMES.size]),
  material: names.default([...USUAL_NAMES.material]),
  gender: names.default([...USUAL_NAMES.gender]),
  ageGroup: names.default([...USUAL_NAMES.ageGroup]),
  gtin: names.default([...USUAL_NAMES.gtin]),
  mpn: names.default([...USUAL_NAMES.mpn]),
});

/** A product that meets every condition named is kept out. */
const exclusionSchema = z
  .strictObject({
    /** Why, in the merchant's own words; shown with the verdict. */
    because: z.string().min(1),
    category: path.optional().describe('A category and all below it'),
    brand: z.string().min(1).optional(),
    itemIds: names.optional(),
    attribute: z.strictObject({ name: z.string().min(1), value: z.string().min(1) }).optional(),
    titleContains: z.string().min(1).optional(),
    priceBelow: z.int().min(1).optional().describe('Minor units of the currency'),
    outOfStock: z.literal(true).optional(),
  })
  .refine(({ because: _, ...conditions }) => Object.keys(conditions).length > 0, 'names no condition');

const BRACES = /\{([^{}]*)\}/g;
const PLACEHOLDER = /^(title|product|brand|options|attribute:.+)$/;

const titleTemplateSchema = z
  .string()
  .min(1)
  .refine(
    (template) => [...template.matchAll(BRACES)].every(([, name]) => PLACEHOLDER.test(name ?? '')),
    'may use {title}, {product}, {brand}, {options} and {attribute:Name}',
  )
  .refine(
    (template) => !/[{}]/.test(template.replace(BRACES, '')),
    'has a brace that opens or closes no placeholder',
  )
  .refine(
    (template) => template.match(BRACES) !== null,
    'names no placeholder, e.g. {title}: all products would be called alike',
  );

/** How a merchant's catalogue is told to agents, as data. */
export const mappingRulesSchema = z.strictObject({
  attributes: attributeNamesSchema.prefault({}),
  /** Where no product or attribute names a brand, e.g. the merchant's own. */
  defaultBrand: z.string().min(1).optional(),
  /** The longest `from` that a product's category begins with, the main one first, gives its category in Google's taxonomy. */
  categories: z.array(z.strictObject({ from: path, to: z.string().min(1) })).default([]),
  exclude: z.array(exclusionSchema).default([]),
  titleTemplate: titleTemplateSchema.default('{title}'),
  /** Added to product addresses, so that the merchant sees where buyers came from. */
  urlParameters: z.record(z.string().min(1), z.string()).default({ utm_medium: 'feed' }),
});

export type MappingRules = z.infer<typeof mappingRulesSchema>;
export type AttributeNames = MappingRules['attributes'];
export type Exclusion = MappingRules['exclude'][number];
