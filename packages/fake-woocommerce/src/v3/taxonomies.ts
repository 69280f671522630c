import type { Books } from '../books/books';
import { listSchema, pageOf } from '../rest/paging';
import { one, restUrl, RestFailure, type RestRequest } from '../rest/rest';
import type { Route } from '../rest/routes';
import { categoriesOf, type Category } from './categories';
import { links } from './links';
import { counted } from './shipping';

const ORDER_BY = ['id', 'include', 'name', 'slug', 'term_group', 'description', 'count'];

const inOrder = ({ query }: RestRequest, categories: readonly Category[]): readonly Category[] =>
  one(query['orderby']) === 'id' ? categories.toSorted((left, right) => left.id - right.id) : categories;

/** Attributes with their terms, categories, brands: as much of them as the shop's products show. */
export function taxonomyRoutes(books: Books): readonly Route[] {
  const products = () =>
    [...books.products.values()].filter(({ type, status }) => type !== 'variation' && status !== 'trash');
  const categoryBody = (request: RestRequest, category: Category) => ({
    ...category,
    description: '',
    display: 'default',
    image: null,
    menu_order: 0,
    count: products().filter(({ categories }) => categories.includes(category.id)).length,
    _links: links(request, `/wc/v3/products/categories/${category.id}`, '/wc/v3/products/categories'),
  });
  return [
    {
      path: '/wc/v3/products/attributes',
      allow: 'GET, POST',
      methods: {
        GET: {
          access: 'list',
          handle: ({ request }) => ({
            headers: counted(books.shop.attributes.length),
            body: books.shop.attributes.map(({ id, name, slug }) => ({
              id,
              name,
              slug,
              type: 'select',
              order_by: 'menu_order',
              has_archives: true,
              _links: links(request, `/wc/v3/products/attributes/${id}`, '/wc/v3/products/attributes'),
            })),
          }),
        },
      },
    },
    {
      path: '/wc/v3/products/attributes/:id/terms',
      allow: 'GET, POST',
      methods: {
        GET: {
          access: 'list',
          handle: ({ request, path }) => {
            const attribute = books.shop.attributes.find(({ id }) => id === Number(path['id']));
            if (attribute === undefined)
              throw new RestFailure(404, 'woocommerce_rest_taxonomy_invalid', 'Resource does not exist.');
            const own = `/wc/v3/products/attributes/${attribute.id}/terms`;
            return {
              headers: counted(attribute.terms.length),
              body: attribute.terms.map(({ id, name, slug }) => ({
                id,
                name,
                slug,
                description: '',
                menu_order: 0,
                count: products().filter(({ attributes }) =>
                  attributes.some((one) => one.id === attribute.id && one.options.includes(name)),
                ).length,
                _links: links(request, `${own}/${id}`, own),
              })),
            };
          },
        },
      },
    },
    {
      path: '/wc/v3/products/categories',
      allow: 'GET, POST',
      methods: {
        GET: {
          access: 'list',
          schema: listSchema(ORDER_BY),
          handle: ({ request }) => {
            const { items, headers } = pageOf(request, inOrder(request, categoriesOf(books)));
            return { headers, body: items.map((category) => categoryBody(request, category)) };
          },
        },
      },
    },
    {
      path: '/wc/v3/products/brands',
      allow: 'GET, POST',
      methods: {
        GET: {
          access: 'list',
          handle: ({ request }) => {
            const names = [...new Set(products().flatMap(({ brands }) => brands))];
            return {
              headers: counted(names.length),
              body: names.map((name, index) => ({
                id: 900 + index,
                name,
                slug: name.toLowerCase().replaceAll(' ', '-'),
                _links: { collection: [{ href: restUrl(request, '/wc/v3/products/brands') }] },
              })),
            };
          },
        },
      },
    },
  ];
}
