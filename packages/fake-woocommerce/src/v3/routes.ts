import type { Books } from '../books/books';
import type { Webhook } from '../books/records/webhook';
import type { Route } from '../rest/routes';
import { couponRoutes } from './coupons';
import { customerRoutes } from './customers';
import { dataRoutes } from './data';
import { discoveryRoutes } from './discovery';
import { noteRoutes } from './notes';
import { orderActionRoutes } from './order-actions';
import { orderRoutes } from './orders';
import { paymentGatewayRoutes } from './payment-gateways';
import { productRoutes } from './products';
import { refundRoutes } from './refunds';
import { settingsRoutes } from './settings';
import { shippingRoutes } from './shipping';
import { systemStatusRoutes } from './system-status';
import { taxRoutes } from './taxes';
import { taxonomyRoutes } from './taxonomies';
import { variationRoutes } from './variations';
import { webhookRoutes } from './webhooks';

/** Everything under `/wc/v3`, and the index above it. */
export const v3Routes = (books: Books, ping: (webhook: Webhook) => Promise<void>): readonly Route[] => [
  ...discoveryRoutes(books),
  ...settingsRoutes(books),
  ...dataRoutes(books),
  ...systemStatusRoutes(books),
  ...shippingRoutes(books),
  ...taxRoutes(books),
  ...paymentGatewayRoutes(books),
  ...couponRoutes(books),
  ...taxonomyRoutes(books),
  ...customerRoutes(),
  ...productRoutes(books),
  ...variationRoutes(books),
  ...orderActionRoutes(books),
  ...noteRoutes(books),
  ...refundRoutes(books),
  ...orderRoutes(books),
  ...webhookRoutes(books, ping),
];
