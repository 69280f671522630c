import { encodings, feedFormats, type FeedKind } from '@acp-hub/feed-formats';
import { z } from 'zod';
import type { FeedContents } from '../feed';

const kindSchema = z.object({ format: z.enum(feedFormats), encoding: z.enum(encodings) });

/** A feed's format and encoding as the formats know them. @throws ZodError for any other */
export const kindOf = ({ format, encoding }: FeedContents): FeedKind =>
  kindSchema.parse({ format, encoding });
