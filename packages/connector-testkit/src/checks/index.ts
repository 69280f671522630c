import type { ConnectorCapabilities } from '@acp-hub/connector';
import type { Check } from '../check';
import { afterSaleChecks } from './after-sale';
import { cancelingChecks } from './canceling';
import { catalogueChecks } from './catalogue';
import { confirmingChecks } from './confirming';
import { couponChecks } from './coupons';
import { declarationChecks } from './declaration';
import { faultChecks } from './faults';
import { handOffChecks } from './hand-off';
import { lookingUpChecks } from './looking-up';
import { placingChecks } from './placing';
import { quoteChecks } from './quote';
import { refundingChecks } from './refunding';
import { twoTenantsChecks } from './two-tenants';
import { webhookChecks } from './webhooks';

/** Every rule a connector is held to, in the order of a sale. */
export const allChecks: readonly Check[] = [
  ...declarationChecks,
  ...catalogueChecks,
  ...quoteChecks,
  ...couponChecks,
  ...placingChecks,
  ...confirmingChecks,
  ...lookingUpChecks,
  ...cancelingChecks,
  ...refundingChecks,
  ...afterSaleChecks,
  ...webhookChecks,
  ...handOffChecks,
  ...faultChecks,
  ...twoTenantsChecks,
];

/** The rules for such a connector. */
export const checksFor = (capabilities: ConnectorCapabilities): readonly Check[] =>
  allChecks.filter(({ appliesTo }) => appliesTo === undefined || appliesTo(capabilities));
