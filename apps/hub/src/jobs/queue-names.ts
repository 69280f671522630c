/** The hub's queues, one for each kind of work that may back up without holding the others. */
export const QUEUE = {
  webhooks: 'webhooks',
  orderRefresh: 'order-refresh',
  catalogue: 'catalogue',
  feeds: 'feeds',
  maintenance: 'maintenance',
} as const;
