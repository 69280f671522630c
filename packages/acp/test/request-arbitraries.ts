import fc from 'fast-check';
import type { AcpVersion } from '../src';
import type { Json } from './support/oracles';

type Body = Record<string, unknown>;

const text = fc.string({ unit: 'grapheme-ascii', maxLength: 10 });
const id = fc.constantFrom('item_1', 'item_2', 'item_3');
const time = fc.constantFrom('2026-02-11T10:00:00Z', '2026-02-11T10:00:00.5+01:00');

const object = (
  required: Record<string, fc.Arbitrary<unknown>>,
  optional: Record<string, fc.Arbitrary<unknown>>,
) => fc.record({ ...required, ...optional }, { requiredKeys: Object.keys(required) }) as fc.Arbitrary<Body>;

const address = object(
  { name: text, line_one: text, city: text, state: text, country: text, postal_code: text },
  { line_two: text },
);

const buyer = (modern: boolean) =>
  object(
    { email: fc.constant('jane@shop.example'), ...(modern ? {} : { first_name: text, last_name: text }) },
    {
      phone_number: text,
      ...(modern
        ? {
            full_name: text,
            account_type: fc.constantFrom('guest', 'business'),
            company: object({ name: text }, { tax_id: text }),
            loyalty: object({}, { points_balance: fc.nat(), member_since: time }),
            tax_exemption: object(
              { certificate_id: text, certificate_type: fc.constant('resale') },
              { exempt_regions: fc.array(text, { maxLength: 2 }), expires_at: time },
            ),
          }
        : {}),
    },
  );

const fulfillment = object(
  {},
  { name: text, phone_number: text, email: fc.constant('jane@shop.example'), address },
);

const affiliate = object(
  { provider: fc.constant('network.example'), token: fc.constant('atp_01') },
  {
    publisher_id: fc.constant('pub_1'),
    source: object(
      { type: fc.constantFrom('url', 'platform') },
      { url: fc.constant('https://blog.example/') },
    ),
    issued_at: time,
    metadata: fc.constantFrom({}, { placement: 'top', rate: 0.15, verified: true }),
    touchpoint: fc.constantFrom('first', 'last'),
  },
);

const legacyItems = fc.array(fc.record({ id, quantity: fc.integer({ min: 1, max: 9 }) }), {
  minLength: 1,
  maxLength: 3,
});

const lineItems = fc.array(object({ id }, { name: text, unit_amount: fc.nat() }), {
  minLength: 1,
  maxLength: 3,
});

const isModern = (version: AcpVersion): boolean => version >= '2026-01-30';

function selected(version: AcpVersion): Record<string, fc.Arbitrary<unknown>> {
  if (version === '2025-09-29') return { fulfillment_option_id: text };
  const choice = { option_id: 'standard', item_ids: ['item_1'] };
  const option = isModern(version) ? { type: 'shipping', ...choice } : { type: 'shipping', shipping: choice };
  return { selected_fulfillment_options: fc.constantFrom([], [option]) };
}

const destination = (version: AcpVersion): Record<string, fc.Arbitrary<unknown>> =>
  version === '2025-09-29' ? { fulfillment_address: address } : { fulfillment_details: fulfillment };

const notes = (version: AcpVersion): Record<string, fc.Arbitrary<unknown>> =>
  version === '2026-04-17' ? { order_notes: text } : {};

const discounts = {
  coupons: fc.array(text, { maxLength: 2 }),
  discounts: object({}, { codes: fc.array(text) }),
};

const capabilities = object(
  {},
  {
    interventions: object(
      {},
      { supported: fc.subarray(['3ds', 'biometric']), max_redirects: fc.nat({ max: 3 }) },
    ),
    extensions: fc.constantFrom(['discount'], ['discount', 'com.example.x']),
  },
);

export function createRequest(version: AcpVersion): fc.Arbitrary<Body> {
  const shared = { buyer: buyer(isModern(version)), ...destination(version) };
  if (!isModern(version))
    return object(
      { items: legacyItems },
      version === '2025-09-29' ? shared : { ...shared, affiliate_attribution: affiliate },
    );
  return object(
    { line_items: lineItems, currency: fc.constantFrom('usd', 'eur'), capabilities },
    {
      ...shared,
      affiliate_attribution: affiliate,
      ...discounts,
      ...notes(version),
      locale: text,
      metadata: fc.constantFrom({}, { note: { nested: [1] } }),
    },
  );
}

export const updateRequest = (version: AcpVersion): fc.Arbitrary<Body> =>
  object(
    {},
    {
      ...(isModern(version) ? { line_items: lineItems, ...discounts } : { items: legacyItems }),
      buyer: buyer(isModern(version)),
      ...destination(version),
      ...selected(version),
      ...notes(version),
    },
  );

const outcomeDetails = fc.record({
  three_ds_cryptogram: text,
  electronic_commerce_indicator: fc.constantFrom('01', '05'),
  transaction_id: text,
  version: fc.constant('2.2.0'),
});

const authenticationResult = (version: AcpVersion) =>
  object(
    {
      outcome:
        version === '2026-01-16'
          ? fc.constantFrom('authenticated', 'failed', 'attempt')
          : fc.constantFrom('authenticated', 'denied', 'canceled', 'informational'),
    },
    { outcome_details: outcomeDetails },
  );

export function completeRequest(version: AcpVersion): fc.Arbitrary<Body> {
  const paymentData = isModern(version)
    ? object(
        {
          handler_id: text,
          instrument: fc.record({ type: text, credential: fc.record({ type: text, token: text }) }),
        },
        { billing_address: address },
      )
    : object({ token: text, provider: fc.constant('stripe') }, { billing_address: address });
  return object(
    { payment_data: paymentData },
    {
      buyer: buyer(isModern(version)),
      ...(version === '2025-09-29'
        ? {}
        : { affiliate_attribution: affiliate, authentication_result: authenticationResult(version) }),
      ...(isModern(version) ? { risk_signals: object({}, { ip_address: text, user_agent: text }) } : {}),
      ...notes(version),
      ...(version === '2026-04-17'
        ? {
            marketing_consents: fc.array(fc.record({ channel: text, opted_in: fc.boolean() }), {
              maxLength: 2,
            }),
          }
        : {}),
    },
  );
}

export const cancelRequest = (): fc.Arbitrary<Body> =>
  object(
    {},
    {
      intent_trace: object(
        { reason_code: fc.constantFrom('shipping_cost', 'other') },
        { trace_summary: text, metadata: fc.constantFrom({}, { target: 0, competitor: 'x', sure: true }) },
      ),
    },
  );

type Path = readonly (string | number)[];

/** Every place in a body, the body itself excepted. */
function placesOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    const place = [...path, Array.isArray(value) ? Number(key) : key];
    return [place, ...placesOf(member, place)];
  });
}

function changed(body: unknown, path: Path, change: (holder: Json, key: string | number) => void): unknown {
  const copy = structuredClone(body);
  const holder = path.slice(0, -1).reduce<Json>((value, step) => value[step], copy);
  const key = path.at(-1);
  if (key !== undefined) change(holder, key);
  return copy;
}

const replacements = [null, 'x', '', 2.5, -1, 0, 1, true, [], {}, ['x'], { x: { y: 1 } }];

/** The body, or the body with one thing in it changed, removed or added. */
export const perhapsMutated = (body: fc.Arbitrary<Body>): fc.Arbitrary<unknown> =>
  body.chain((valid) => {
    const places = placesOf(valid);
    if (places.length === 0) return fc.constant<unknown>(valid);
    const place = fc.constantFrom(...places);
    return fc.oneof(
      fc.constant<unknown>(valid),
      fc.tuple(place, fc.constantFrom<unknown>(...replacements)).map(([path, replacement]) =>
        changed(valid, path, (holder, key) => {
          holder[key] = replacement;
        }),
      ),
      place.map((path) =>
        changed(valid, path, (holder, key) => {
          if (Array.isArray(holder)) holder.splice(Number(key), 1);
          else delete holder[key];
        }),
      ),
      place.map((path) =>
        changed(valid, path, (holder) => {
          if (!Array.isArray(holder)) holder.unknown_member = 1;
        }),
      ),
    );
  });
