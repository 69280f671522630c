export { yourPlatformConfig, type YourPlatformConfig } from './config';
/** `connector` is the name by which `HUB_CONNECTORS` finds it. */
export { yourPlatformConnector, yourPlatformConnector as connector } from './connector';
