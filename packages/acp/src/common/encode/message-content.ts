import type { Message } from '@acp-hub/commerce';
import { withoutRawHtml } from '../text-formats';

/** What all messages of all versions carry. Markdown leaves as CommonMark without raw HTML. */
export const encodeMessageContent = ({ param, content, contentType }: Message) => ({
  ...(param === undefined ? {} : { param }),
  content_type: contentType,
  content: contentType === 'markdown' ? withoutRawHtml(content) : content,
});
