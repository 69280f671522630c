/** What `HUB_CONNECTORS` loads into the hub under measurement. */
export { memoryShop as connector } from './memory-shop';
export { memoryBank as paymentProvider } from './memory-bank';
