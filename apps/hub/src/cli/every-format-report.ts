import { feedFormats } from '@acp-hub/feed-formats';
import type { Catalogue, CatalogueSize, RejectedProduct } from '../catalog/ports';
import type { FormatPublished } from '../feeds/publish-every-format';
import type { BookedReason, KeptOut, Remark } from '../feeds/verdict-book';
import { tableOf } from './answer';

export interface NamedKeptOut extends KeptOut {
  readonly title: string;
  /** How many the product has. */
  readonly itemsInAll: number;
}

export interface EveryFormatReport {
  readonly catalogue: Catalogue;
  readonly folder: string;
  readonly size: CatalogueSize;
  /** Where only the first so many products were written. */
  readonly first?: number;
  readonly formats: readonly FormatPublished[];
  readonly keptOut: readonly NamedKeptOut[];
  /** Whether there are more. */
  readonly isCut: boolean;
  readonly remarks: readonly Remark[];
  /** What could not be taken into the catalogue at all. */
  readonly leftOut: readonly RejectedProduct[];
}

export const everyFormatJson = (report: EveryFormatReport) => ({
  connection_id: report.catalogue.connectionId,
  folder: report.folder,
  products: report.size.products,
  items: report.size.variants,
  formats: report.formats.map(({ format, encoding, tally, files }) => ({
    ...{ format, encoding, listed: tally.listed, warned: tally.warned, excluded: tally.excluded },
    ...{ reasons: tally.reasons, files },
  })),
  kept_out: report.keptOut.map(({ productId, title, itemIds, itemsInAll, reasons }) => ({
    ...{ product_id: productId, title, item_ids: itemIds, items_in_all: itemsInAll, reasons },
  })),
  kept_out_is_cut: report.isCut,
  remarks: report.remarks,
  left_out: report.leftOut.map(({ productId, title, reason }) => ({ product_id: productId, title, reason })),
});

/** What people read: the files, then each product that is kept out, then what else could be better. */
export function everyFormatText(report: EveryFormatReport): string {
  const { folder, size, first, keptOut, isCut, remarks, leftOut } = report;
  const parts = [
    `${first === undefined ? '' : `The first ${first} of `}${counted(size.products, 'product')} with ${counted(size.variants, 'item')}, in every format in ${folder}`,
    indented(tableOf(report.formats.map(formatRow))),
  ];
  if (keptOut.length > 0) parts.push('KEPT OUT', ...keptOut.map(keptOutText));
  if (isCut) parts.push('  … and more; see them all with --most and a larger number.');
  if (leftOut.length > 0) parts.push('NOT READ FROM THE SHOP', ...leftOut.map(leftOutText));
  if (remarks.length > 0) parts.push('LISTED, AND COULD BE BETTER', ...remarks.map(remarkText));
  if (keptOut.length + leftOut.length === 0) parts.push('Nothing is kept out.');
  parts.push('Look at one product with: hub feeds explain <item>');
  return parts.join('\n\n');
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const indented = (text: string): string => text.replace(/^/gm, '  ');

const formatRow = ({ format, encoding, tally, files }: FormatPublished) => ({
  format,
  'written as': encoding,
  listed: tally.listed,
  'with warnings': tally.warned,
  'kept out': tally.excluded,
  files: files.map(({ name, bytes }) => `${name} (${sizeText(bytes)})`).join(', '),
});

function sizeText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${(bytes / 1_000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function keptOutText({ productId, title, itemIds, itemsInAll, reasons }: NamedKeptOut): string {
  const some = itemIds.length < itemsInAll ? `, ${itemIds.length} of ${counted(itemsInAll, 'item')}` : '';
  return [
    `  ${title === '' ? 'Without a title' : title} (${productId}${some})`,
    ...reasons.map(reasonText),
  ].join('\n');
}

const reasonText = ({ message, action, formats }: BookedReason): string =>
  `    ${message}${whereText(formats)}\n    → ${action}`;

const whereText = (formats: readonly string[]): string =>
  formats.length === feedFormats.length ? '' : ` [${formats.join(', ')}]`;

const leftOutText = ({ productId, title, reason }: RejectedProduct): string =>
  `  ${title ?? 'Without a title'} (${productId})\n    ${reason}`;

const remarkText = ({ message, action, formats, items, examples }: Remark): string =>
  `  ${counted(items, 'item')}, e.g. ${examples.join(', ')}\n` +
  `    ${message}${whereText(formats)}\n    → ${action}`;
