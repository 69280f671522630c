export { customConfig, type CustomConfig } from './config';
export { customConnector } from './connector';
