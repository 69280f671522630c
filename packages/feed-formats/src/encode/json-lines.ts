import type { LineEncoder } from './lines';

/** One JSON object a line. */
export const jsonLines: LineEncoder<object> = {
  head: '',
  line: (item) => `${JSON.stringify(item)}\n`,
  tail: '',
};
