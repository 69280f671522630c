import type { Product } from '@acp-hub/commerce';
import type { FormatRules } from '../format-rules';
import type { Encoding } from '../kinds';
import type { FeedItem } from '../mapping/feed-item';
import { createMapper } from '../mapping/map-product';
import type { Row } from '../row';
import type { FeedSettings } from '../settings';
import { checkRow } from './check-row';
import { DuplicateWatch } from './duplicate-watch';
import { checkGroup } from './group-check';
import { reason } from './reason';
import { statusOf, type Reason, type Verdict } from './verdict';

/** An item with what the feed says of it and what the feed makes of it. */
export interface Judged {
  readonly item: FeedItem;
  readonly row: Row;
  readonly verdict: Verdict;
}

const NONE: readonly Reason[] = [];

/** The keys that a catalogue may have once. */
export interface Watches {
  readonly ids: DuplicateWatch;
  readonly skus: DuplicateWatch;
}

export const newWatches = (): Watches => ({ ids: new DuplicateWatch(), skus: new DuplicateWatch() });

/**
 * Makes what judges a catalogue, product by product, for one feed. It notes which ids and SKUs it has seen, so one
 * judge sees each product once.
 */
export function createJudge(
  format: FormatRules,
  encoding: Encoding,
  settings: FeedSettings,
  now: Date,
  { ids, skus }: Watches = newWatches(),
): (product: Product) => readonly Judged[] {
  const map = createMapper(settings, now);
  const rowOf = format.rowsFor(settings, now);
  const requirements = format
    .requirements(settings)
    .filter((one) => one.kind !== 'no_formula' || one.onlyIn.includes(encoding));
  const group = requirements.find(({ kind }) => kind === 'group');

  function reasonsOf(item: FeedItem, row: Row, groupReason: Reason | undefined): readonly Reason[] {
    let reasons: Reason[] | undefined;
    const note = (one: Reason | undefined): void => {
      if (one !== undefined) (reasons ??= []).push(one);
    };
    if (item.excludedBecause !== undefined)
      note(reason('excluded_by_merchant', format.idField, 'error', item.excludedBecause));
    if (ids.hasSeen(item.id)) note(reason('item_id_repeated', format.idField, 'error', item.id));
    if (item.sku !== undefined && item.sku !== '' && skus.hasSeen(item.sku))
      note(reason('sku_repeated', format.idField, 'warning', item.sku));
    note(groupReason);
    for (const requirement of requirements) note(checkRow(requirement, row, item));
    return reasons ?? NONE;
  }

  return (product) => {
    const items = map(product);
    const groupReasons = group === undefined ? [] : checkGroup(items, group.field);
    return items.map((item, index) => {
      const row = rowOf(item);
      const reasons = reasonsOf(item, row, groupReasons[index]);
      const verdict = { itemId: item.id, productId: item.groupId, status: statusOf(reasons), reasons };
      return { item, row, verdict };
    });
  };
}
