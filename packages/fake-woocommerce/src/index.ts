export type { Order, OrderLine, Product, Refund, Webhook } from './books/records';
export type { Books } from './books/books';
export { createFakeWooCommerce, type FakeWooCommerce, type FakeWooCommerceOptions } from './fake-woocommerce';
export { canvasAndCo } from './shop/canvas-and-co';
export type { ShopDefinition } from './shop/definition';
