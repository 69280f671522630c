import type { HubCommand } from '../hub-cli';
import type { ServiceOptions } from '../service';
import type { DemoState } from '../state';

export type SeededShop = DemoState['merchants'][number];

/** How shop and hub reach and trust each other, settled before either knows the other. */
export type ShopAccess = Pick<SeededShop, 'slug' | 'secret' | 'ingressPath'>;

/** A merchant of the demo, as the hub is told of it. */
export type DemoShop = {
  readonly slug: string;
  readonly name: string;
  readonly currency: string;
  /** The merchant's pages, by which its profile links to terms, privacy and returns. */
  readonly url: string;
  readonly support: object;
  readonly connector: string;
  /** What the connector needs. @param secret made for this shop, for platforms that share one with the hub. */
  config(secret: string): object;
};

/** What to try in a shop: ids, codes and an address that show one thing each. */
export type Showcase = {
  readonly items: { readonly in_stock: string; readonly [what: string]: string };
  readonly coupons: { readonly valid?: string; readonly expired?: string; readonly minimum?: string };
  readonly address: object;
};

/** What `npm start` sells from. The first shop is the one that `demo.json` is about. */
export type DemoStore = {
  /** Other than last time: the merchants are made anew. */
  readonly id: string;
  /** Where the shops answer. */
  readonly url: string;
  readonly shops: readonly [DemoShop, ...DemoShop[]];
  readonly showcase: Showcase;
  /** Where a merchant sees the orders, and may ship them where it is a page. */
  readonly orders: { readonly url: string; readonly isPage: boolean };
  /** The servers that play the shops; none for a shop that is real. */
  services(access: readonly ShopAccess[]): readonly ServiceOptions[];
  /** What is left once hub and shop both run and know each other. */
  connect(hub: HubCommand, seeded: readonly SeededShop[]): Promise<void>;
};
