import { html } from '../pages/html';
import { page } from '../pages/page';

/** For a link that leads nowhere: never ours, or its checkout is paid, given up or too old. */
export const nothingToContinueHtml = (): string =>
  page(
    'Nothing to finish',
    html`<main>
      <h1>There is nothing left to finish here</h1>
      <p>
        This checkout has been completed or given up, or its time has run out. Go back to your assistant and
        ask for a new one.
      </p>
    </main>`,
  );

export const shopAwayHtml = (): string =>
  page(
    'Shop not reachable',
    html`<main>
      <h1>The shop cannot be reached right now</h1>
      <p>Nothing has been ordered or charged. Please open this link again in a moment.</p>
    </main>`,
  );
