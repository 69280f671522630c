const TYPES: readonly (readonly [ending: string, type: string])[] = [
  ['.gz', 'application/gzip'],
  ['.parquet', 'application/vnd.apache.parquet'],
  ['.json', 'application/json; charset=utf-8'],
  ['.jsonl', 'application/jsonl; charset=utf-8'],
];

/**
 * A packed file is sent as the file it is, with no Content-Encoding: receivers expect what its name says, and clients
 * would unpack it on the way. @param file as a feed's files are called, without anything to be escaped
 */
export const downloadHeaders = (file: string): Readonly<Record<string, string>> => ({
  'content-type': TYPES.find(([ending]) => file.endsWith(ending))?.[1] ?? 'application/octet-stream',
  'content-disposition': `attachment; filename="${file}"`,
  'cache-control': 'private, no-cache',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex, nofollow',
});
