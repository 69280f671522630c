export { stripeConfigSchema, type StripeConfig } from './config';
export { stripeProvider } from './provider';
