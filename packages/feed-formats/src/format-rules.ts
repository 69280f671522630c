import type { FeedItem } from './mapping/feed-item';
import type { Row } from './row';
import type { Requirement } from './rules/requirement';
import type { FeedSettings } from './settings';

/** A feed format: what it says of an item, and what it demands. */
export interface FormatRules {
  /** What the format calls an item's id. */
  readonly idField: string;
  /** Every field, in the order of the file's columns. */
  readonly columns: readonly string[];
  /** Makes what turns an item into a row; the row is the caller's to mend. */
  rowsFor(settings: FeedSettings, now: Date): (item: FeedItem) => Row;
  requirements(settings: FeedSettings): readonly Requirement[];
}
