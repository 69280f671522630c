export const feedFormats = ['openai', 'acp', 'google', 'stripe'] as const;
export type FeedFormat = (typeof feedFormats)[number];

export const encodings = ['jsonl', 'csv', 'tsv', 'parquet', 'rss'] as const;
export type Encoding = (typeof encodings)[number];

/** The encodings each format is read in, the preferred one first. */
export const encodingsOf: Readonly<Record<FeedFormat, readonly Encoding[]>> = {
  openai: ['parquet', 'jsonl', 'csv', 'tsv'],
  acp: ['jsonl'],
  google: ['tsv', 'rss'],
  stripe: ['csv'],
};
