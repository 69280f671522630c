export interface Webhook {
  readonly id: number;
  readonly name: string;
  readonly status: 'active' | 'paused' | 'disabled';
  readonly topic: string;
  readonly deliveryUrl: string;
  readonly secret: string;
  readonly failures: number;
  /** A ping that failed is sent again after each delivery. */
  readonly needsPing: boolean;
  readonly created: number;
  readonly modified: number | null;
}
