/** Carriers the two plugins know among many others, by country; `%1$s` stands for the number. */
export const PROVIDERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Germany: {
    'DHL Intraship (DE)': 'https://www.dhl.de/de/privatkunden/pakete-empfangen/verfolgen.html?idc=%1$s',
    'Hermes Germany': 'https://www.myhermes.de/empfangen/sendungsverfolgung/?suche=%1$s',
  },
  'United States': {
    FedEx: 'https://www.fedex.com/apps/fedextrack/?action=track&action=track&tracknumbers=%1$s',
    UPS: 'https://www.ups.com/track?loc=en_US&tracknum=%1$s',
    USPS: 'https://tools.usps.com/go/TrackConfirmAction_input?qtc_tLabels1=%1$s',
  },
};

export interface Carrier {
  readonly name: string;
  /** As the plugins write it on the order, e.g. "dhl-intraship-de". */
  readonly slug: string;
  link(trackingNumber: string): string;
}

const CARRIERS: readonly Carrier[] = Object.values(PROVIDERS)
  .flatMap((providers) => Object.entries(providers))
  .map(([name, link]) => ({
    name,
    slug: slugOf(name),
    link: (trackingNumber) => link.replace('%1$s', encodeURIComponent(trackingNumber)),
  }));

function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}

/** By its name or by its slug, whatever the case. */
export const carrierOf = (text: string): Carrier | undefined =>
  CARRIERS.find(({ slug }) => slug === slugOf(text));
