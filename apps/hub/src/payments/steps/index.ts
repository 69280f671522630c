import type { Step } from '../step-order';
import { authorize } from './authorize';
import { capture } from './capture';
import { confirm } from './confirm';
import { place } from './place';
import type { RunStep } from './step-context';
import { undoOrder } from './undo-order';
import { undoPayment } from './undo-payment';

/** Every effect of a sale. Harnesses enumerate them from here, and their order from `forwardSteps`. */
export const steps: Readonly<Record<Step, RunStep>> = {
  place,
  authorize,
  capture,
  confirm,
  undo_payment: undoPayment,
  undo_order: undoOrder,
};
