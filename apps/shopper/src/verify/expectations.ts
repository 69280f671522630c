import type { Profile } from '../demo/shopping-data';

/** Where OpenAI's documentation and the specification ask different things of a seller. */
export interface Expectations {
  readonly completed: number;
  readonly conflict: number;
  readonly orderCreated: string;
  /** `timestamped` is `t=…,v1=…` over `t.body`; `base64` an HMAC of the body alone. */
  readonly signature: 'timestamped' | 'base64';
}

const SPECIFICATION: Expectations = {
  completed: 200,
  conflict: 422,
  orderCreated: 'order_create',
  signature: 'timestamped',
};

const BY_PROFILE: Readonly<Record<Profile, Expectations>> = {
  spec: SPECIFICATION,
  openai: { completed: 201, conflict: 409, orderCreated: 'order_created', signature: 'base64' },
  legacy: { ...SPECIFICATION, signature: 'base64' },
};

export const expectationsOf = (profile: Profile): Expectations => BY_PROFILE[profile];
