import { itemId, type ItemId } from '@acp-hub/commerce';

/**
 * What an item id of ours says. WordPress numbers products and variations together and never reuses a number, so the
 * number alone names what is sold; an "any size" variation is sold once for each size, and its choices follow the `~`.
 */
export interface ItemKey {
  /** Of the variation, else of the product. */
  readonly id: number;
  /** e.g. `[['Size', 'L']]`; in the order of the product's attributes. */
  readonly choices: readonly (readonly [attribute: string, value: string])[];
}

export const writeItemId = ({ id, choices }: ItemKey): ItemId =>
  itemId(choices.length === 0 ? String(id) : `${id}~${choices.map(writeChoice).join('&')}`);

const writeChoice = ([attribute, value]: ItemKey['choices'][number]): string =>
  `${encode(attribute)}=${encode(value)}`;

const encode = (text: string): string => encodeURIComponent(text).replaceAll('~', '%7E');

const FORM = /^(?<id>[1-9]\d{0,9})(?:~(?<choices>[^~]+))?$/;

/** `undefined` for anything this connector never made. */
export function readItemId(text: string): ItemKey | undefined {
  const groups = FORM.exec(text)?.groups;
  if (groups?.['id'] === undefined) return undefined;
  const choices = (groups['choices'] ?? '').split('&').filter((choice) => choice !== '');
  const key: ItemKey = {
    id: Number(groups['id']),
    choices: choices.map((choice): [string, string] => {
      const [attribute = '', value = ''] = choice.split('=', 2);
      return [decode(attribute), decode(value)];
    }),
  };
  return writeItemId(key) === text ? key : undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
