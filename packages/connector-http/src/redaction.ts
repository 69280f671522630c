const REDACTED = '[redacted]';

/** Shorter strings stand in ordinary text by chance. */
const SHORTEST_SECRET = 6;

/** Takes known secrets, as they are and as they stand in a URL, out of a text. */
export function createRedactor(secrets: readonly string[]): (text: string) => string {
  const forms = new Set(
    secrets
      .filter((secret) => secret.length >= SHORTEST_SECRET)
      .flatMap((secret) => [secret, encodeURIComponent(secret)]),
  );
  const longestFirst = [...forms].sort((a, b) => b.length - a.length);
  return (text) => longestFirst.reduce((clean, secret) => clean.replaceAll(secret, REDACTED), text);
}
