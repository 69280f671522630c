import { createHmac } from 'node:crypto';
import { differences } from './compare';
import type { Exchange, Json } from './recordings';
import type { Arrived } from './sink';

const COMPARED = [
  'X-WC-Webhook-Topic',
  'X-WC-Webhook-Resource',
  'X-WC-Webhook-Event',
  'X-WC-Webhook-ID',
  'Content-Type',
  'User-Agent',
];

/** Of a webhook's delivery. @param body what was recorded, at the fake's own addresses. */
export function deliveryDifferences(
  { request, secret }: Exchange,
  own: Arrived,
  body: Json,
): readonly string[] {
  const headers = COMPARED.flatMap((name) =>
    request.headers[name] === own.headers[name.toLowerCase()]
      ? []
      : [`${name}: ${request.headers[name]} → ${own.headers[name.toLowerCase()]}`],
  );
  return [
    ...headers,
    ...signatureDifferences(request.headers['X-WC-Webhook-Signature'] !== undefined, secret, own),
    ...differences(body, parsed(own.body), { isPartial: false, hasProse: false }),
  ];
}

function signatureDifferences(
  wasSigned: boolean,
  secret: string | undefined,
  own: Arrived,
): readonly string[] {
  const signature = own.headers['x-wc-webhook-signature'];
  if (wasSigned !== (signature !== undefined)) return ['signature present or not'];
  if (secret === undefined || signature === undefined) return [];
  const expected = createHmac('sha256', secret).update(own.body).digest('base64');
  return expected === signature ? [] : ['the signature is not valid'];
}

/** A body that is no JSON as the text it is. */
export function parsed(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
