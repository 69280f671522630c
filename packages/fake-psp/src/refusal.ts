const statuses = {
  invalid_request: 400,
  idempotency_key_required: 400,
  unauthorized: 401,
  not_found: 404,
  wrong_state: 409,
  amount_out_of_range: 422,
  idempotency_conflict: 422,
} as const;

/** Stable code of everything the API refuses; a declined payment is none of these. */
export type RefusalCode = keyof typeof statuses;

export interface Refusal {
  readonly ok: false;
  readonly code: RefusalCode;
  readonly message: string;
}

export const refuse = (code: RefusalCode, message: string): Refusal => ({ ok: false, code, message });

export interface Reply {
  readonly status: number;
  readonly body: unknown;
}

export const refusalReply = ({ code, message }: Refusal): Reply => ({
  status: statuses[code],
  body: { error: { code, message } },
});
