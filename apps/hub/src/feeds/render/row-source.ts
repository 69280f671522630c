/** What the rows of a feed's files come from, batch by batch. */
export interface RowSource<Batch> {
  /** @returns nothing where there is no batch left of no more rows. */
  next(mostRows: number): Promise<Batch | undefined>;
  rowsOf(batch: Batch): number;
  /** Whether there is any more. */
  hasMore(): Promise<boolean>;
  /** Lets go of what it reads from. */
  close(): Promise<void>;
}
