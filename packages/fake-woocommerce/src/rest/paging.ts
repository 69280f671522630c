import { known } from '../known';
import { isTrue, listOf, one, restUrl, type RestRequest } from './rest';
import { filterInstant, wholeSeconds } from '../core/shop-time';
import type { Schema } from './schema';

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly headers: Readonly<Record<string, string>>;
}

export const listSchema = (orderBy: readonly string[]): Schema => ({
  page: { type: 'integer', minimum: 1 },
  per_page: { type: 'integer', minimum: 1, maximum: 100 },
  search: { type: 'string' },
  after: { type: 'date' },
  before: { type: 'date' },
  modified_after: { type: 'date' },
  modified_before: { type: 'date' },
  dates_are_gmt: { type: 'boolean' },
  exclude: { type: 'array', items: { type: 'integer' } },
  include: { type: 'array', items: { type: 'integer' } },
  offset: { type: 'integer' },
  order: { type: 'string', enum: ['asc', 'desc'] },
  orderby: { type: 'string', enum: orderBy },
});

/** Products and the like, orders, or products of the Store API. */
type ListKind = 'posts' | 'orders' | 'store';

/** One page, and the headers that say how many there are. */
export function pageOf<Item>(
  request: RestRequest,
  all: readonly Item[],
  kind: ListKind = 'posts',
): Page<Item> {
  const perPage = Number(one(request.query['per_page']) ?? 10);
  const page = Number(one(request.query['page']) ?? 1);
  const offset = one(request.query['offset']);
  const from = offset === undefined ? (page - 1) * perPage : Number(offset);
  const items = all.slice(from, from + perPage);
  // The order tables count only while they find something.
  const total = items.length === 0 && kind === 'orders' ? 0 : all.length;
  const pages = Math.ceil(total / perPage);
  return {
    items,
    headers: {
      'x-wp-total': String(total),
      'x-wp-totalpages': String(pages),
      ...neighbours(page, pages, addressOf(kind, request, items.length > 0)),
    },
  };
}

type AddressOfPage = (page: number) => string;

function addressOf(kind: ListKind, request: RestRequest, hasItems: boolean): AddressOfPage {
  switch (kind) {
    case 'posts':
      return (page) => pageUrl(request, page, request.rawQuery);
    case 'orders':
      return (page) => pageUrl(request, page, orderPairs(request, hasItems));
    case 'store':
      return (page) => escapedPageUrl(request, page);
  }
}

function neighbours(page: number, pages: number, address: AddressOfPage): Record<string, string> {
  const links = [
    ...(page > 1 ? [`<${address(Math.min(page - 1, pages))}>; rel="prev"`] : []),
    ...(page < pages ? [`<${address(page + 1)}>; rel="next"`] : []),
  ];
  return links.length === 0 ? {} : { link: links.join(', ') };
}

type Pairs = readonly (readonly [name: string, value: string])[];

/** Lists of orders say what they filled in themselves. */
const orderPairs = ({ rawQuery, query }: RestRequest, hasItems: boolean): Pairs => [
  ...rawQuery.filter(([name]) => !name.startsWith('status')),
  ...(listOf(query['status'] ?? query['status[]']).length > 0
    ? listOf(query['status'] ?? query['status[]'])
    : ['any']
  ).map((status, index) => [`status[${index}]`, status] as const),
  ...(hasItems
    ? ([
        ['dp', '2'],
        ['context', 'view'],
      ] as const)
    : []),
];

/**
 * The Store API escapes the address as for HTML before it puts the page in, so all but the first parameter end up
 * behind the `#` of `&#038;`: a link that loses them, as its readers find out.
 */
function escapedPageUrl(request: RestRequest, page: number): string {
  const [first, ...rest] = request.rawQuery;
  const kept = first === undefined || first[0] === 'page' ? '' : `${first.join('=')}&`;
  const lost = rest.map((pair) => pair.join('=')).join('&#038;');
  return `${restUrl(request, request.path)}?${kept}page=${page}${lost === '' ? '' : `#038;${lost}`}`;
}

function pageUrl(request: RestRequest, page: number, own: Pairs): string {
  const pairs = own.some(([name]) => name === 'page')
    ? own.map(([name, value]) => [name, name === 'page' ? String(page) : value] as const)
    : [...own, ['page', String(page)] as const];
  const query = pairs
    .map(
      ([name, value]) =>
        `${encodeURIComponent(name)}=${encodeURIComponent(name === 'dates_are_gmt' && value === 'true' ? '1' : value)}`,
    )
    .join('&');
  return `${restUrl(request, request.path)}?${query}`;
}

export interface Dated {
  readonly id: number;
  /** Milliseconds. */
  readonly created: number;
  readonly modified: number;
}

/** Those that the filters common to all lists let through. */
export function filtered<Item extends Dated>(
  request: RestRequest,
  all: readonly Item[],
  timezone: string,
): readonly Item[] {
  const { query } = request;
  const instant = (name: string) => {
    const text = one(query[name]);
    return text === undefined
      ? undefined
      : filterInstant(text, isTrue(one(query['dates_are_gmt'])), timezone);
  };
  const [after, before] = [instant('after'), instant('before')];
  const [modifiedAfter, modifiedBefore] = [instant('modified_after'), instant('modified_before')];
  const include = listOf(query['include'] ?? query['include[]']).map(Number);
  const exclude = listOf(query['exclude'] ?? query['exclude[]']).map(Number);
  return all.filter(({ id, created, modified }) => {
    const [was, changed] = [wholeSeconds(created), wholeSeconds(modified)];
    return (
      (after === undefined || was > after) &&
      (before === undefined || was < before) &&
      (modifiedAfter === undefined || changed > modifiedAfter) &&
      (modifiedBefore === undefined || changed < modifiedBefore) &&
      (include.length === 0 || include.includes(id)) &&
      !exclude.includes(id)
    );
  });
}

/** By `orderby` and `order`; newest first where nothing is said, the later id first within a second. */
export function sorted<Item extends Dated>(
  request: RestRequest,
  all: readonly Item[],
  more: Readonly<Record<string, (a: Item, b: Item) => number>> = {},
): readonly Item[] {
  const by = one(request.query['orderby']) ?? 'date';
  const sign = (one(request.query['order']) ?? 'desc') === 'asc' ? 1 : -1;
  const include = listOf(request.query['include'] ?? request.query['include[]']).map(Number);
  const compare: Readonly<Record<string, (a: Item, b: Item) => number>> = {
    date: (a, b) => wholeSeconds(a.created) - wholeSeconds(b.created) || a.id - b.id,
    modified: (a, b) => wholeSeconds(a.modified) - wholeSeconds(b.modified) || sign * (a.id - b.id),
    id: (a, b) => a.id - b.id,
    include: (a, b) => sign * (include.indexOf(a.id) - include.indexOf(b.id)),
    ...more,
  };
  const chosen = compare[by] ?? known(compare['date']);
  return all.toSorted((a, b) => sign * chosen(a, b));
}
