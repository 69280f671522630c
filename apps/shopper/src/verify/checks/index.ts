import type { Check } from '../check';
import { attributionChecks } from './attribution';
import { capabilityChecks } from './capabilities';
import { consentChecks } from './consent';
import { contentChecks } from './content';
import { discountChecks } from './discounts';
import { discoveryChecks } from './discovery';
import { idempotencyChecks } from './idempotency';
import { intentChecks } from './intent-traces';
import { itemChecks } from './items';
import { orderChecks } from './orders';
import { paymentChecks } from './payments';
import { closingChecks, schemaChecks } from './schema';
import { sessionChecks } from './sessions';
import { threeDsChecks } from './three-ds';
import { totalsChecks } from './totals';
import { transportChecks } from './transport';
import { updateChecks } from './updates';
import { webhookChecks } from './webhooks';

/** Every check, in the order they are made. */
export const allChecks: readonly Check[] = [
  ...discoveryChecks,
  ...transportChecks,
  ...sessionChecks,
  ...updateChecks,
  ...itemChecks,
  ...totalsChecks,
  ...idempotencyChecks,
  ...capabilityChecks,
  ...discountChecks,
  ...paymentChecks,
  ...threeDsChecks,
  ...orderChecks,
  ...webhookChecks,
  ...attributionChecks,
  ...intentChecks,
  ...consentChecks,
  ...contentChecks,
  ...schemaChecks,
  ...closingChecks,
];
