import { encodings, encodingsOf, feedFormats, feedOptionsSchema } from '@acp-hub/feed-formats';
import { z } from 'zod';
import { valid } from '../tenants/choices';
import type { FeedDefinition } from './feed';
import { feedTargetSchema } from './target';

const LONGEST_DAYS = 30;

const newFeedSchema = z
  .object({
    name: z
      .string()
      .regex(
        /^[a-z0-9][a-z0-9-]{0,59}$/,
        'takes small letters, digits and hyphens; files are named after it',
      ),
    format: z.enum(feedFormats),
    /** The format's preferred one where none is named. */
    encoding: z.enum(encodings).optional(),
    options: feedOptionsSchema,
    target: feedTargetSchema,
    everyMinutes: z
      .int()
      .min(5, 'a feed is published every 5 minutes at most')
      .max(LONGEST_DAYS * 1_440),
  })
  .superRefine(({ format, encoding, target }, context) => {
    const accepted = encodingsOf[format];
    if (encoding !== undefined && !accepted.includes(encoding))
      context.addIssue({
        code: 'custom',
        path: ['encoding'],
        message: `${format} is read as ${accepted.join(', ')}, not as ${encoding}`,
      });
    if (target.kind === 'feed_api' && format !== 'acp')
      context.addIssue({ code: 'custom', path: ['format'], message: 'a Feed API takes the format acp' });
  })
  .transform(({ encoding, ...feed }) => ({ ...feed, encoding: encoding ?? preferred(feed.format) }));

function preferred(format: (typeof feedFormats)[number]) {
  const [first] = encodingsOf[format];
  if (first === undefined) throw new Error(`${format} has no encoding.`);
  return first;
}

export type NewFeed = Omit<FeedDefinition, 'tenantId' | 'connectionId' | 'feedId'>;

/**
 * A feed as a merchant sets it up. Its options are kept as given: what is left open follows the defaults as they come.
 * @throws ProvisioningError
 */
export const readNewFeed = (given: Readonly<Record<keyof NewFeed, unknown>>): NewFeed => ({
  ...valid(newFeedSchema, given, 'the feed'),
  options: given.options,
});
