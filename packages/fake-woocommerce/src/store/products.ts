import type { Books } from '../books/books';
import { findProduct, isPurchasable, priceView, stockView, variationsOf } from '../books/products';
import { termSlug } from '../books/orders';
import type { Product } from '../books/records/catalogue';
import { moneyFormat } from '../books/shop-rules';
import { sorted, pageOf, filtered, listSchema } from '../rest/paging';
import { listOf, one, RestFailure, type JsonObject, type RestRequest } from '../rest/rest';
import type { Route } from '../rest/routes';
import { permalink, priceHtml } from '../v3/product-parts';
import { descriptions, imagesOf, priceFields, shownPrice, unitsOf } from './cart-item-view';
import { limitsOf, lowStockRemaining } from './limits';

export function storeProductRoutes(books: Books): readonly Route[] {
  return [
    {
      path: '/wc/store/v1/products',
      isStoreApi: true,
      methods: {
        GET: {
          access: 'public',
          schema: listSchema([
            'date',
            'modified',
            'id',
            'include',
            'title',
            'slug',
            'price',
            'popularity',
            'rating',
            'menu_order',
            'comment_count',
          ]),
          handle: ({ request }) => {
            const all = filtered(
              request,
              [...books.products.values()].filter(chosenBy(request)),
              books.shop.timezone,
            );
            const page = pageOf(
              request,
              sorted(request, all, { title: (a, b) => a.name.localeCompare(b.name, 'en') }),
              'store',
            );
            return {
              headers: page.headers,
              body: page.items.map((product) => storeProduct(books, request, product)),
            };
          },
        },
      },
    },
    {
      path: '/wc/store/v1/products/:id',
      isStoreApi: true,
      methods: {
        GET: {
          access: 'public',
          handle: ({ request, path }) => {
            const product = findProduct(books, Number(path['id']));
            if (product === undefined || product.status !== 'publish')
              throw new RestFailure(404, 'woocommerce_rest_product_invalid_id', 'Invalid product ID.');
            return { body: storeProduct(books, request, product) };
          },
        },
      },
    },
  ];
}

function chosenBy(request: RestRequest): (product: Product) => boolean {
  const type = one(request.query['type']);
  const parents = listOf(request.query['parent'] ?? request.query['parent[]']).map(Number);
  const skus = listOf(request.query['sku']);
  return (product) =>
    product.status === 'publish' &&
    (type === 'variation' || skus.length > 0
      ? type === undefined || product.type === type
      : product.type !== 'variation') &&
    (parents.length === 0 || parents.includes(product.parentId)) &&
    (skus.length === 0 || skus.includes(product.sku));
}

function storeProduct(books: Books, request: RestRequest, product: Product): JsonObject {
  const parent = product.type === 'variation' ? findProduct(books, product.parentId) : undefined;
  const stock = stockView(books, product);
  const view = priceView(books, product);
  const left = lowStockRemaining(books, product);
  const isInStock = stock.status !== 'outofstock';
  return {
    id: product.id,
    name: parent?.name ?? product.name,
    slug: product.slug,
    parent: product.parentId,
    type: product.type,
    variation: product.chosen.map(({ name, option }) => `${name}: ${option}`).join(', '),
    permalink: permalink(books, request, product),
    sku: product.sku,
    ...descriptions(product),
    on_sale: view.isOnSale,
    prices: prices(books, product),
    price_html: priceHtml(product, view, { format: moneyFormat(books), isRest: false }),
    average_rating: '0',
    review_count: 0,
    images: imagesOf(product),
    categories: [],
    tags: [],
    brands: product.brands.map((name, index) => ({
      id: 900 + index,
      name,
      slug: name.toLowerCase(),
      link: '',
    })),
    attributes: product.attributes.map(({ id, name, slug, variation, options }) => ({
      id,
      name,
      taxonomy: id === 0 ? null : slug,
      has_variations: variation,
      terms: options.map((option) => {
        const term = books.shop.attributes
          .find((attribute) => attribute.id === id)
          ?.terms.find((one_) => one_.name === option);
        return { id: term?.id ?? 0, name: option, slug: term?.slug ?? option };
      }),
    })),
    variations:
      product.type === 'variable'
        ? variationsOf(books, product.id).map(({ id, chosen }) => ({
            id,
            attributes: product.attributes.map((attribute) => {
              const own = chosen.find(({ name }) => name === attribute.name);
              return {
                name: attribute.name,
                value: own === undefined ? null : termSlug(books, own.slug, own.option),
              };
            }),
          }))
        : [],
    grouped_products: product.groupedProducts,
    has_options: product.type === 'variable',
    is_purchasable: isPurchasable(books, product),
    is_in_stock: isInStock,
    is_on_backorder: stock.status === 'onbackorder',
    low_stock_remaining: left,
    stock_availability: availability(stock.stock, stock.status),
    sold_individually: product.soldIndividually,
    add_to_cart: addToCart(books, request, product, isInStock),
    extensions: {},
  };
}

function prices(books: Books, product: Product): JsonObject {
  const view = priceView(books, product);
  if (view.prices.length <= 1) return priceFields(books, product);
  const units = (amount: string | undefined) => unitsOf(books, shownPrice(books, product, amount ?? ''));
  return {
    ...priceFields(books, product),
    price: units(view.price),
    regular_price: units(view.regularPrices[0]),
    sale_price: units(view.price),
    price_range: { min_amount: units(view.prices[0]), max_amount: units(view.prices.at(-1)) },
  };
}

function availability(stock: number | null, status: Product['stockStatus']): JsonObject {
  if (status === 'outofstock') return { text: 'Out of stock', class: 'out-of-stock' };
  if (status === 'onbackorder') return { text: 'Available on backorder', class: 'available-on-backorder' };
  return { text: stock === null ? '' : `${stock} in stock`, class: 'in-stock' };
}

function addToCart(books: Books, request: RestRequest, product: Product, isInStock: boolean): JsonObject {
  const { minimum, maximum, multiple_of } = limitsOf(books, product);
  const link = permalink(books, request, product);
  const name = product.type === 'variation' ? product.name.replace(' - ', ' &#8211; ') : product.name;
  const canBuy = isInStock && isPurchasable(books, product);
  const [text, description] =
    product.type === 'variable'
      ? ['Select options', `Select options for &ldquo;${name}&rdquo;`]
      : canBuy
        ? ['Add to cart', `Add to cart: &ldquo;${name}&rdquo;`]
        : ['Read more', `Read more about &ldquo;${name}&rdquo;`];
  const url =
    product.type === 'variation'
      ? `${link}${link.includes('?') ? '&' : '?'}variation_id=${product.id}&add-to-cart=${product.parentId}`.replaceAll(
          '&',
          '&#038;',
        )
      : product.type === 'variable' || !canBuy
        ? link
        : `?add-to-cart=${product.id}`;
  return { text, description, url, single_text: 'Add to cart', minimum, maximum, multiple_of };
}
