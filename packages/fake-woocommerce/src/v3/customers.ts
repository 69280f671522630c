import type { Route } from '../rest/routes';
import { links } from './links';
import { counted } from './shipping';

/** The merchant's user is the only one: everybody else buys as a guest. */
export const customerRoutes = (): readonly Route[] => [
  {
    path: '/wc/v3/customers',
    allow: 'GET, POST',
    methods: {
      GET: {
        access: 'list',
        handle: ({ request }) => ({
          headers: counted(1),
          body: [
            {
              id: 1,
              email: 'admin@example.com',
              role: 'administrator',
              username: 'admin',
              _links: links(request, '/wc/v3/customers/1', '/wc/v3/customers'),
            },
          ],
        }),
      },
    },
  },
];
