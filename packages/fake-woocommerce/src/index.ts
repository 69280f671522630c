export type { Books } from './books/books';
export type { Product } from './books/records/catalogue';
export type { OrderLine } from './books/records/order-items';
export type { Order, Refund } from './books/records/orders';
export type { Webhook } from './books/records/webhook';
export { createFakeWooCommerce, type FakeWooCommerce, type FakeWooCommerceOptions } from './fake-woocommerce';
export { canvasAndCo } from './shop/canvas-and-co';
export type { ShopDefinition } from './shop/definition';
