import { inStore, isRejection, misreporting, withFailure, withOutcome, type Mutant } from './mutant';

/** Repeats a keyed write under another key once it was answered. */
function forgetful<T>(write: (key: string) => Promise<T>, answered: Set<string>) {
  return async (key: string): Promise<T> => {
    const result = await write(answered.has(key) ? `${key}-again` : key);
    answered.add(key);
    return result;
  };
}

export const confirmingMutants: readonly Mutant[] = [
  {
    does: 'confirms twice',
    caughtBy: 'confirm.paid_once',
    mutate: inStore(({ confirmOrder }) => {
      const answered = new Set<string>();
      return {
        confirmOrder: (id, payment) =>
          forgetful(
            (idempotencyKey) => confirmOrder(id, { ...payment, idempotencyKey }),
            answered,
          )(payment.idempotencyKey),
      };
    }),
  },
  {
    does: 'records the sum that is due instead of the sum that was paid',
    caughtBy: 'confirm.amount_mismatch',
    mutate: inStore(({ confirmOrder, getOrder }) => ({
      async confirmOrder(id, payment) {
        const { total } = await getOrder(id);
        return confirmOrder(id, { ...payment, amount: { ...payment.amount, amount: total } });
      },
    })),
  },
  {
    does: 'does not mind that the order was canceled',
    caughtBy: 'confirm.canceled_order',
    mutate: inStore(({ confirmOrder, getOrder }) => ({
      confirmOrder: (id, payment) =>
        misreporting(confirmOrder(id, payment), (error) =>
          isRejection(error, 'order_state') ? getOrder(id) : error,
        ),
    })),
  },
  {
    does: 'treats an unanswered confirmation as not applied',
    caughtBy: 'confirm.unknown_outcome',
    mutate: inStore(({ confirmOrder }) => ({
      confirmOrder: (id, payment) =>
        misreporting(confirmOrder(id, payment), (error) => withOutcome(error, 'not_applied')),
    })),
  },
];

export const lookingUpMutants: readonly Mutant[] = [
  {
    does: 'finds unpaid orders only',
    caughtBy: 'lookup.by_key_in_any_state',
    mutate: inStore(({ findOrder }) => ({
      async findOrder(by) {
        const found = await findOrder(by);
        return found?.snapshot.paid === true ? undefined : found;
      },
    })),
  },
  {
    does: 'does not find canceled orders',
    caughtBy: 'lookup.canceled_by_key',
    mutate: inStore(({ findOrder }) => ({
      async findOrder(by) {
        const found = await findOrder(by);
        return found?.snapshot.status === 'canceled' ? undefined : found;
      },
    })),
  },
  {
    does: 'finds the latest order where the key has none',
    caughtBy: 'lookup.absence',
    mutate: inStore(({ findOrder, listOrders }) => ({
      async findOrder(by) {
        const { items } = await listOrders({ updatedSince: '2000-01-01T00:00:00Z' });
        const latest = items.at(-1);
        if (latest === undefined) return findOrder(by);
        const { platformOrderId, total, currency } = latest;
        return (
          (await findOrder(by)) ?? { platformOrderId, total: { amount: total, currency }, snapshot: latest }
        );
      },
    })),
  },
  {
    does: 'finds nothing where it could not look',
    caughtBy: 'lookup.failure_is_no_proof',
    mutate: inStore(({ findOrder }) => ({
      findOrder: (by) => misreporting(findOrder(by), async () => undefined),
    })),
  },
  {
    does: 'fails to say that an order to cancel does not exist',
    caughtBy: 'lookup.unknown_order',
    mutate: inStore(({ cancelOrder }) => ({
      cancelOrder: (id, reason) =>
        misreporting(cancelOrder(id, reason), (error) =>
          isRejection(error, 'order_not_found')
            ? withFailure(error, { kind: 'rejected', reason: { code: 'other' } })
            : error,
        ),
    })),
  },
  {
    does: 'loses page two of the orders',
    caughtBy: 'lookup.changed_since',
    mutate: inStore(({ listOrders }) => ({
      listOrders: async (query) => ({ items: (await listOrders(query)).items }),
    })),
  },
  {
    does: 'leaves out orders that changed in the very second of updatedSince',
    caughtBy: 'lookup.changed_since',
    mutate: inStore(({ listOrders }) => ({
      async listOrders(query) {
        const page = await listOrders(query);
        return { ...page, items: page.items.filter(({ updatedAt }) => updatedAt > query.updatedSince) };
      },
    })),
  },
];

export const cancelingMutants: readonly Mutant[] = [
  {
    does: 'fails when it is to cancel twice',
    caughtBy: 'cancel.in_the_books',
    mutate: inStore(({ cancelOrder, getOrder, confirmOrder }) => ({
      async cancelOrder(id, reason) {
        const { status } = await getOrder(id);
        if (status !== 'canceled') return cancelOrder(id, reason);
        const amount = { amount: 0, currency: (await getOrder(id)).currency };
        return confirmOrder(id, { ...reason, provider: '', reference: '', amount });
      },
    })),
  },
  {
    does: 'shows stock as it once was',
    caughtBy: 'cancel.releases_stock',
    mutate: inStore(({ quote }) => {
      const seen = new Set<string>();
      return {
        async quote(request, reference) {
          const answer = await quote(request, reference);
          const lines = answer.lines.map((line) => {
            if (line.stock.status === 'in_stock') seen.add(line.item.id);
            return seen.has(line.item.id)
              ? { ...line, stock: { ...line.stock, status: 'in_stock' as const } }
              : line;
          });
          return { ...answer, lines };
        },
      };
    }),
  },
  {
    does: 'swallows that a shipped order cannot be canceled',
    caughtBy: 'cancel.shipped_order',
    mutate: inStore(({ cancelOrder, getOrder }) => ({
      cancelOrder: (id, reason) =>
        misreporting(cancelOrder(id, reason), (error) =>
          isRejection(error, 'order_state') ? getOrder(id) : error,
        ),
    })),
  },
];

export const refundingMutants: readonly Mutant[] = [
  {
    does: 'refunds twice',
    caughtBy: 'refund.once',
    mutate: inStore(({ refundOrder }) => {
      const answered = new Set<string>();
      return {
        refundOrder: (id, refund) =>
          forgetful(
            (idempotencyKey) => refundOrder!(id, { ...refund, idempotencyKey }),
            answered,
          )(refund.idempotencyKey),
      };
    }),
  },
  {
    does: 'refunds all there is where more was asked for',
    caughtBy: 'refund.no_more_than_paid',
    mutate: inStore(({ refundOrder, getOrder }) => ({
      async refundOrder(id, refund) {
        const { total } = await getOrder(id);
        const amount = { ...refund.amount, amount: Math.min(refund.amount.amount, total) };
        return refundOrder!(id, { ...refund, amount });
      },
    })),
  },
  {
    does: 'treats an unanswered refund as not applied',
    caughtBy: 'refund.unknown_outcome',
    mutate: inStore(({ refundOrder }) => ({
      refundOrder: (id, refund) =>
        misreporting(refundOrder!(id, refund), (error) => withOutcome(error, 'not_applied')),
    })),
  },
];

export const afterSaleMutants: readonly Mutant[] = [
  {
    does: 'loses the tracking number',
    caughtBy: 'order.shipment',
    mutate: inStore(({ getOrder }) => ({
      async getOrder(id) {
        const order = await getOrder(id);
        return {
          ...order,
          shipments: order.shipments.map(({ trackingNumber: _lost, ...shipment }) => shipment),
        };
      },
    })),
  },
  {
    does: 'does not see refunds it did not make',
    caughtBy: 'order.back_office_refund',
    mutate: inStore(({ getOrder }) => ({
      getOrder: async (id) => ({ ...(await getOrder(id)), refunds: [] }),
    })),
  },
  {
    does: 'gives every snapshot the same version',
    caughtBy: 'order.version_grows',
    mutate: inStore(({ getOrder }) => ({
      getOrder: async (id) => ({ ...(await getOrder(id)), version: 1 }),
    })),
  },
];
