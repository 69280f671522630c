import type { OptionView, SessionView } from '../session/session-view';
import type { Shopping } from './errand';
import { read, type Step } from './fill-cart';
import { explainSession } from './explain';
import { renderOptions } from './receipt';

/** Chooses how the goods come, as the errand says. */
export async function pickOption(shopping: Shopping, session: SessionView): Promise<Step> {
  const { client, dialect, errand, narrator } = shopping;
  narrator.step('Choosing how it comes');
  const option = optionFor(session.options, errand.option);
  if (option === undefined) {
    for (const line of renderOptions(session)) narrator.detail(line);
    const known = session.options.map(({ id }) => id).join(', ') || 'none';
    return {
      kind: 'refused',
      reason: `There is no option "${errand.option}"; the shop offers: ${known}.`,
      session,
    };
  }
  const itemIds = session.lines.map(({ id, itemId }) => (dialect.itemsField === 'items' ? itemId : id));
  const exchange = await client.post(
    `/checkout_sessions/${encodeURIComponent(session.id)}`,
    dialect.chooseOption({ type: option.type, id: option.id, itemIds }),
  );
  const step = read(exchange, 200);
  if (step.kind !== 'on') return step;
  for (const line of renderOptions(step.session)) narrator.detail(line);
  return step.session.status === 'ready_for_payment'
    ? step
    : { kind: 'refused', reason: explainSession(step.session), session: step.session };
}

/** @param wish `cheapest`, `fastest`, or the id of an option. Nobody is sent to pick something up unasked. */
export function optionFor(options: readonly OptionView[], wish: string): OptionView | undefined {
  const brought = options.filter(({ type }) => type !== 'pickup');
  switch (wish) {
    case 'cheapest':
      return [...brought].sort((a, b) => (a.total ?? Infinity) - (b.total ?? Infinity))[0];
    case 'fastest':
      return [...brought].sort((a, b) => arrival(a) - arrival(b))[0];
    default:
      return options.find(({ id }) => id === wish);
  }
}

const arrival = ({ latest }: OptionView): number => (latest === undefined ? Infinity : Date.parse(latest));
