import { textAt } from '../../json/read';
import type { Check } from '../check';
import { open, update } from '../steps';
import { ensure } from '../verdict';

const SOURCE = 'RFC agentic_checkout §4.2, §6.2';

const omitted: Check = {
  id: 'update.omitted-keeps',
  sentence: 'keeps what an update does not mention',
  source: SOURCE,
  async run(context) {
    const { path, session } = await open(context);
    const itemId = session.lines[0]?.itemId ?? '';
    const { exchange } = await update(context, path, context.dialect.items([{ id: itemId, quantity: 2 }]));
    ensure(
      textAt(exchange.body, 'buyer', 'email') === context.data.contact.email,
      'an update of the items lost the buyer',
      exchange,
    );
  },
};

const cleared: Check = {
  id: 'update.null-clears',
  sentence: 'clears what an update sets to null',
  source: SOURCE,
  async run(context) {
    const { path } = await open(context);
    const { exchange } = await update(context, path, { buyer: null });
    ensure(textAt(exchange.body, 'buyer', 'email') === undefined, 'the buyer is still there', exchange);
  },
};

const whole: Check = {
  id: 'update.whole-state',
  sentence: 'answers an update with the whole state, not with what changed',
  source: 'RFC agentic_checkout §2.2',
  async run(context) {
    const { path, session } = await open(context);
    const changed = await update(
      context,
      path,
      context.dialect.buyer({ ...context.data.contact, firstName: 'Grace' }),
    );
    ensure(changed.session.lines.length === session.lines.length, 'the lines are missing', changed.exchange);
    ensure(changed.session.totals.size > 0, 'the totals are missing', changed.exchange);
    ensure(
      changed.session.options.length === session.options.length,
      'the options are missing',
      changed.exchange,
    );
  },
};

export const updateChecks: readonly Check[] = [omitted, cleared, whole];
