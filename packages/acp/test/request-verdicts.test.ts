import type { ErrorObject, ValidateFunction } from 'ajv';
import fc from 'fast-check';
import { acpVersions, codecOf, type AcpError, type AcpVersion, type Decoded } from '../src';
import {
  cancelRequest,
  completeRequest,
  createRequest,
  perhapsMutated,
  updateRequest,
} from './request-arbitraries';
import { describeWithOracles, oracle } from './support/oracles';

type Complaint = Pick<ErrorObject, 'instancePath' | 'keyword' | 'params' | 'data'>;

interface Leniency {
  readonly reason: string;
  readonly covers: (complaint: Complaint) => boolean;
}

/** Where the hub takes what the schema refuses, each with its reason. */
const leniencies: readonly Leniency[] = [
  { reason: 'unknown members are ignored', covers: ({ keyword }) => keyword === 'additionalProperties' },
  {
    reason: 'null is absent, or clears in an update',
    covers: ({ data }) => data === null,
  },
  {
    reason: 'a country may have no states',
    covers: ({ keyword, params }) => keyword === 'required' && params['missingProperty'] === 'state',
  },
  {
    reason: 'a buyer may be known by parts: complete is what needs the e-mail',
    covers: ({ keyword, instancePath }) => keyword === 'required' && instancePath === '/buyer',
  },
  {
    reason: 'a quantity left out is one',
    covers: ({ keyword, params }) => keyword === 'required' && params['missingProperty'] === 'quantity',
  },
  {
    reason: 'capability values the hub does not know are ignored',
    covers: ({ instancePath }) => instancePath.startsWith('/capabilities/'),
  },
  {
    reason: 'a cancel succeeds whatever the trace says',
    covers: ({ instancePath, keyword }) =>
      instancePath.startsWith('/intent_trace') && ['required', 'enum', 'maxLength'].includes(keyword),
  },
  {
    reason: 'an option may be nested under its type or not, and names its items or not',
    covers: ({ instancePath, keyword }) =>
      instancePath.startsWith('/selected_fulfillment_options') &&
      ['required', 'oneOf', 'const'].includes(keyword),
  },
];

interface Strictness {
  readonly reason: string;
  readonly covers: (error: AcpError, version: AcpVersion) => boolean;
}

/** Where the hub refuses what the schema takes. */
const strictnesses: readonly Strictness[] = [
  { reason: 'a currency is one of ISO 4217', covers: ({ code }) => code === 'unsupported_currency' },
  {
    reason: 'no shop sells fractions',
    covers: ({ param }, version) => version === '2025-09-29' && /quantity$/.test(param ?? ''),
  },
  {
    reason: 'an empty id or code names nothing',
    covers: ({ param, message }) =>
      /(?:\bid|option_id|codes\[\d+\]|coupons\[\d+\])$/.test(param ?? '') && message.includes('Too small'),
  },
  {
    reason: 'an empty text names no provider, token or publisher of an attribution',
    covers: ({ code, param }) =>
      code === 'missing' && /^\$\.affiliate_attribution\.(?:provider|token)$/.test(param ?? ''),
  },
  {
    reason: 'unassigned 3-D Secure indicators mean nothing to a card network',
    covers: ({ param }, version) =>
      version === '2026-01-16' && /electronic_commerce_indicator$/.test(param ?? ''),
  },
];

const numRuns = 1000;

jest.setTimeout(120_000);

function compare(
  version: AcpVersion,
  validate: ValidateFunction,
  body: unknown,
  result: Decoded<unknown>,
): void {
  const theirs = validate(body);
  if (result.ok === theirs) return;
  if (result.ok) {
    const unexplained = (validate.errors ?? []).filter(
      (complaint) => !leniencies.some(({ covers }) => covers(complaint)),
    );
    if (unexplained.length > 0) throw new Error(`taken, yet refused: ${JSON.stringify(unexplained)}`);
    return;
  }
  if (!strictnesses.some(({ covers }) => covers(result.error, version)))
    throw new Error(`refused, yet taken: ${JSON.stringify(result.error)}`);
}

describeWithOracles('requests get the same verdict from the hub and from the official schema', () => {
  describe.each(acpVersions)('%s', (version) => {
    const codec = codecOf(version);
    const official = oracle(version);

    const agree = (
      definition: string,
      arbitrary: fc.Arbitrary<Record<string, unknown>>,
      decode: (body: unknown) => Decoded<unknown>,
    ) => {
      const validate = official.definition(definition);
      let refusals = 0;
      fc.assert(
        fc.property(perhapsMutated(arbitrary), (body) => {
          const result = decode(body);
          if (!result.ok) refusals += 1;
          compare(version, validate, body, result);
        }),
        { numRuns },
      );
      expect(refusals).toBeGreaterThan(numRuns / 20);
    };

    test('create', () => {
      agree('CheckoutSessionCreateRequest', createRequest(version), (body) => codec.decodeCreate(body));
    });

    test('update', () => {
      agree('CheckoutSessionUpdateRequest', updateRequest(version), (body) => codec.decodeUpdate(body));
    });

    test('complete', () => {
      agree('CheckoutSessionCompleteRequest', completeRequest(version), (body) => codec.decodeComplete(body));
    });

    if (version !== '2025-09-29') {
      test('cancel', () => {
        agree('CancelSessionRequest', cancelRequest(), (body) => codec.decodeCancel(body));
      });
    }
  });
});
