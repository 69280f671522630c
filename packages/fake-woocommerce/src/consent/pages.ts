const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const page = (title: string, body: string): string =>
  `<!DOCTYPE html><html><head><title>${escaped(title)}</title></head><body>${body}</body></html>`;

/** Where the merchant says yes or no; the links are marked with the classes that WooCommerce's template gives them. */
export const consentPage = (
  name: string,
  links: { readonly approve: string; readonly deny: string },
): string =>
  page(
    'Application authentication request',
    `<h1>${escaped(name)} would like to connect to your store</h1>` +
      `<a href="${escaped(links.approve)}" class="button button-primary wc-auth-approve">Approve</a>` +
      `<a href="${escaped(links.deny)}" class="button wc-auth-deny">Deny</a>`,
  );

export const deniedPage = (why: string): string => page('Access denied', `<p>Error: ${escaped(why)}.</p>`);
