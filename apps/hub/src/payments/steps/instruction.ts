import type { PaymentInstruction } from '@acp-hub/connector';
import type { Attempt } from '../ports';

/** The agent's token, for a platform that takes the payment itself. */
export function instructionOf({ secrets, stored }: Attempt): PaymentInstruction {
  const { token, handlerId } = secrets.payment;
  const { billingAddress } = stored.session.personal;
  return {
    token,
    ...(handlerId === undefined ? {} : { handlerId }),
    ...(billingAddress === undefined ? {} : { billingAddress }),
  };
}
