import type { Step } from '../saga';
import { authorize } from './authorize';
import { capture } from './capture';
import { confirm } from './confirm';
import { place } from './place';
import type { RunStep } from './step-context';
import { undoOrder } from './undo-order';
import { undoPayment } from './undo-payment';

/** Every effect of a sale. Harnesses enumerate them from here. */
export const steps: Readonly<Record<Step, RunStep>> = {
  place,
  authorize,
  capture,
  confirm,
  undo_payment: undoPayment,
  undo_order: undoOrder,
};
