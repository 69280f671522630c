/** What an operator's token may be used for. */
export const OPERATOR_SCOPES = ['webhooks:read', 'webhooks:write'] as const;

export type OperatorScope = (typeof OPERATOR_SCOPES)[number];

export const isOperatorScope = (text: string): text is OperatorScope =>
  (OPERATOR_SCOPES as readonly string[]).includes(text);

/** Who acts for one merchant over the API. */
export interface Operator {
  readonly tenantId: string;
  readonly operatorId: string;
  readonly scopes: readonly OperatorScope[];
}

export interface OperatorSummary extends Operator {
  readonly name: string;
  readonly createdAt: Date;
  readonly disabled: boolean;
}
