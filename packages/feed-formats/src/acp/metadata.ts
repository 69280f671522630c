import type { FeedSettings } from '../settings';
import type { WireFeedMetadata } from './wire';

/** A feed has one target country at most. */
export const acpMetadata = (
  feedId: string,
  { targetCountries }: FeedSettings,
  now: Date,
): WireFeedMetadata => {
  const [country, ...others] = targetCountries;
  return {
    id: feedId,
    ...(country !== undefined && others.length === 0 && { target_country: country }),
    updated_at: now.toISOString(),
  };
};
