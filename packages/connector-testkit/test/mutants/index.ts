import { catalogueMutants } from './catalogue';
import { declarationMutants } from './declaration';
import { faultMutants, handOffMutants, webhookMutants } from './entrances';
import type { Mutant } from './mutant';
import {
  afterSaleMutants,
  cancelingMutants,
  confirmingMutants,
  lookingUpMutants,
  refundingMutants,
} from './orders';
import { placingMutants } from './placing';
import { quoteMutants } from './quote';
import { twoTenantsMutants } from './tenants';

export const allMutants: readonly Mutant[] = [
  ...declarationMutants,
  ...catalogueMutants,
  ...quoteMutants,
  ...placingMutants,
  ...confirmingMutants,
  ...lookingUpMutants,
  ...cancelingMutants,
  ...refundingMutants,
  ...afterSaleMutants,
  ...webhookMutants,
  ...handOffMutants,
  ...faultMutants,
  ...twoTenantsMutants,
];
