import type { JsonObject } from '../../json/json';
import { textAt } from '../../json/read';
import { errorCodes, readSession } from '../../session/session-view';
import type { Check } from '../check';
import type { CheckContext } from '../context';
import { ensureFlatError } from '../flat-error';
import { createBody, open, openReady, SESSIONS, unknownId } from '../steps';
import { ensure, ensureStatus, required } from '../verdict';

/** RFC 9535, as far as a seller needs it: a root, then names in dots or brackets, and indexes. */
const JSON_PATH = /^\$(\.[A-Za-z_][\w-]*|\[\d+\]|\['[^']+'\]|\["[^"]+"\])*$/;

const stockItem = ({ data }: CheckContext) => required(data.items.inStock, 'an item in stock (--item)');

const withItems = (context: CheckContext, items: readonly JsonObject[]): JsonObject => ({
  ...createBody(context),
  [context.dialect.itemsField]: items,
});

const withoutQuantity: Check = {
  id: 'items.default-quantity',
  sentence: 'takes an item without a quantity as one of it',
  source: 'schema Item',
  since: '2026-01-30',
  async run(context) {
    const exchange = await context.agent.post(SESSIONS, withItems(context, [{ id: stockItem(context) }]));
    ensureStatus(exchange, 201);
    ensure(readSession(exchange.body).lines[0]?.quantity === 1, 'the quantity is not 1', exchange);
  },
};

const quantity: Check = {
  id: 'items.quantity',
  sentence: 'takes the quantity that the agent asks for',
  source: 'RFC agentic_checkout §4.1',
  async run(context) {
    const { session, exchange } = await open(context, { items: [{ id: stockItem(context), quantity: 2 }] });
    const sum = session.lines.reduce((total, line) => total + line.quantity, 0);
    ensure(sum === 2, `the session has ${sum} pieces, expected 2`, exchange);
  },
};

const repeated: Check = {
  id: 'items.repeated',
  sentence: 'sums an item that is listed twice',
  source: 'RFC agentic_checkout §4.1',
  async run(context) {
    const id = stockItem(context);
    const { session, exchange } = await open(context, {
      items: [
        { id, quantity: 1 },
        { id, quantity: 2 },
      ],
    });
    const sum = session.lines.reduce((total, line) => total + line.quantity, 0);
    ensure(sum === 3, `the session has ${sum} pieces, expected 3`, exchange);
  },
};

const decimal: Check = {
  id: 'items.decimal-quantity',
  sentence: 'answers 400 to half an item, and says where',
  source: 'RFC agentic_checkout §8',
  async run(context) {
    const exchange = await context.agent.post(
      SESSIONS,
      withItems(context, [{ id: stockItem(context), quantity: 1.5 }]),
    );
    ensureFlatError(exchange, [400]);
    const param = textAt(exchange.body, 'param') ?? '';
    ensure(
      param.includes(context.dialect.itemsField) && param.endsWith('quantity'),
      `param is "${param}", expected "$.${context.dialect.itemsField}[0].quantity"`,
      exchange,
    );
  },
};

const param: Check = {
  id: 'error.param',
  sentence: 'points at what is wrong with an RFC 9535 JSONPath',
  source: 'RFC agentic_checkout §3.1; RFC 9535',
  async run(context) {
    const exchange = await context.agent.post(
      SESSIONS,
      withItems(context, [{ id: stockItem(context), quantity: -1 }]),
    );
    ensureFlatError(exchange, [400]);
    const path = textAt(exchange.body, 'param') ?? '';
    ensure(
      JSON_PATH.test(path) && path.length > 1,
      `param is "${path}", which is not a JSONPath to a field`,
      exchange,
    );
  },
};

const flat: Check = {
  id: 'error.flat',
  sentence: 'answers a wrong request with the flat error {type, code, message, param?}',
  source: 'RFC agentic_checkout §3.1',
  async run(context) {
    const exchange = await context.agent.post(SESSIONS, {
      ...createBody(context),
      [context.dialect.itemsField]: 'two',
    });
    ensureFlatError(exchange, [400]);
    ensure(
      textAt(exchange.body, 'type') === 'invalid_request',
      'the type is not "invalid_request"',
      exchange,
    );
  },
};

const unknownItem: Check = {
  id: 'items.unknown',
  sentence: 'answers 400 invalid_item_id to a session of nothing but unknown items',
  source: 'example error_400_invalid_item',
  async run(context) {
    const exchange = await context.agent.post(
      SESSIONS,
      withItems(context, [{ id: unknownId(), quantity: 1 }]),
    );
    ensureFlatError(exchange, [400], 'invalid_item_id');
  },
};

const outOfStock: Check = {
  id: 'items.out-of-stock',
  sentence:
    'tells of a sold-out item by an out_of_stock message with a JSONPath, and is not ready for payment',
  source: 'RFC agentic_checkout §5; schema MessageError',
  async run(context) {
    const id = required(context.data.items.outOfStock, 'an item that is sold out (--out-of-stock-item)');
    const { session, exchange } = await open(context, { items: [{ id, quantity: 1 }] });
    ensure(errorCodes(session).includes('out_of_stock'), 'there is no out_of_stock message', exchange);
    const path = session.messages.find(({ code }) => code === 'out_of_stock')?.param ?? '';
    ensure(JSON_PATH.test(path) && path.includes('line_items'), `its param is "${path}"`, exchange);
    ensure(session.status !== 'ready_for_payment', 'the session is ready for payment all the same', exchange);
  },
};

const digital: Check = {
  id: 'items.digital',
  sentence: 'needs no address for a session of digital goods',
  source: 'schema FulfillmentOptionDigital',
  async run(context) {
    const id = required(context.data.items.digital, 'a digital item (--digital-item)');
    await openReady(context, { items: [{ id, quantity: 1 }], withAddress: false });
  },
};

const currency: Check = {
  id: 'items.currency',
  sentence: 'answers 400 unsupported_currency at $.currency to a currency the store does not charge',
  source: 'RFC agentic_checkout §4.1',
  since: '2026-01-30',
  async run(context) {
    const other = context.data.currency === 'XAF' ? 'xof' : 'xaf';
    const exchange = await context.agent.post(SESSIONS, { ...createBody(context), currency: other });
    ensureFlatError(exchange, [400], 'unsupported_currency');
    ensure(textAt(exchange.body, 'param') === '$.currency', 'param is not "$.currency"', exchange);
  },
};

export const itemChecks: readonly Check[] = [
  withoutQuantity,
  quantity,
  repeated,
  decimal,
  param,
  flat,
  unknownItem,
  outOfStock,
  digital,
  currency,
];
