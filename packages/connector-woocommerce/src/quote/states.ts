import { z } from 'zod';
import type { RestApi } from '../rest/rest-api';

const country = z.object({ states: z.array(z.object({ code: z.string(), name: z.string() })).catch([]) });

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();

/**
 * The state as the shop writes it: agents send the part of ISO 3166-2 behind the hyphen, or a name, and WooCommerce
 * has codes of its own for some countries, e.g. `DE-BE` or `JP13`.
 * @returns `undefined` where the shop has none that could be meant.
 */
export async function stateOfShop(
  rest: RestApi,
  countryCode: string,
  state: string,
): Promise<string | undefined> {
  if (!/^[A-Za-z]{2}$/.test(countryCode)) return undefined;
  const answer = await rest.call({
    method: 'GET',
    path: `data/countries/${countryCode.toLowerCase()}`,
    answer: country,
  });
  if (answer.kind === 'refused') return undefined;
  const meant = [plain(state), plain(`${countryCode}${state}`)];
  return answer.value.states.find(({ code, name }) => meant.includes(plain(code)) || plain(name) === meant[0])
    ?.code;
}
