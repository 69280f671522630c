import { memoryConnector } from './memory-connector';
import { memoryProvider } from './memory-provider';

/** A package as `HUB_CONNECTORS` names them: hub and command line of one test share its shop and its provider. */
export const shop = memoryConnector('held');
export const psp = memoryProvider();
export const connector = shop.connector;
export const paymentProvider = psp.provider;
