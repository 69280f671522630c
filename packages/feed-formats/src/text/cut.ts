const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** No grapheme people write is longer; the longest emoji of families and flags stay below. */
const LONGEST_GRAPHEME = 64;

/**
 * The beginning of a text, at most so many UTF-16 code units: the strictest reading of "characters". It ends between
 * two graphemes, so that no emoji and no letter with its marks is cut apart.
 */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const from = Math.max(0, limit - LONGEST_GRAPHEME);
  const window = text.slice(from, limit + LONGEST_GRAPHEME);
  let end = 0;
  for (const { index, segment } of graphemes.segment(window)) {
    if (from + index + segment.length > limit) break;
    end = index + segment.length;
  }
  // One grapheme fills the window: end between code points at least.
  const position = end === 0 ? limit - (isHighSurrogate(text, limit - 1) ? 1 : 0) : from + end;
  return text.slice(0, position).trimEnd();
}

const isHighSurrogate = (text: string, index: number): boolean => {
  const unit = text.charCodeAt(index);
  return unit >= 0xd800 && unit <= 0xdbff;
};
