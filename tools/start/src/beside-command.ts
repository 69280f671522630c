/** What runs a script on the demo's data from the clone's root, in a shell that has not been told where the data is. */
export function besideTheDemo(
  { HUB_DATA_DIR: folder }: NodeJS.ProcessEnv,
  script: 'demo' | 'shopper',
): string {
  const place = folder === undefined || folder === '' ? '' : `HUB_DATA_DIR=${quoted(folder)} `;
  return `${place}npm run ${script}`;
}

const quoted = (text: string): string =>
  /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
