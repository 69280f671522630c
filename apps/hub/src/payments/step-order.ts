import type { ConnectorCapabilities } from '@acp-hub/connector';
import type { PaymentCapabilities } from '@acp-hub/payment';

export type Placement = ConnectorCapabilities['placement'];
export type Flow = PaymentCapabilities['flow'];

export type ForwardStep = 'place' | 'authorize' | 'capture' | 'confirm';
/** What takes effects back. */
export type UndoStep = 'undo_payment' | 'undo_order';
export type Step = ForwardStep | UndoStep;

/**
 * The effects of a sale, in the order that the provider's flow and the platform's placement ask for; see
 * docs/payments.md. Harnesses enumerate them from here. A final order is placed once the money is certain, and money
 * that is taken at once is taken before it, so that it is the money that is given back when the order fails.
 */
export const forwardSteps = {
  authorize_capture: {
    held: ['place', 'authorize', 'capture', 'confirm'],
    final: ['authorize', 'place', 'capture', 'confirm'],
  },
  capture_only: {
    held: ['place', 'authorize', 'confirm'],
    final: ['authorize', 'place', 'confirm'],
  },
  platform: {
    held: ['place', 'confirm'],
    final: ['place', 'confirm'],
  },
} as const satisfies Readonly<Record<Flow, Readonly<Record<Placement, readonly ForwardStep[]>>>>;

/** The way back: money first. */
export const undoSteps = ['undo_payment', 'undo_order'] as const satisfies readonly UndoStep[];

export const forwardStepsOf = (way: {
  readonly flow: Flow;
  readonly placement: Placement;
}): readonly [ForwardStep, ...ForwardStep[]] => forwardSteps[way.flow][way.placement];
