import { optionId, type OptionId } from '@acp-hub/commerce';
import type { z } from 'zod';
import { acpError } from '../../error';
import { jsonPath } from '../json-path';
import type { selectedOptionRequest } from '../wire/request-parts';
import { decoded, refused, type Decoded } from './decoded';

type WireSelected = z.output<typeof selectedOptionRequest>;

const idOf = (wire: WireSelected): string | undefined =>
  wire.option_id ?? wire.shipping?.option_id ?? wire.digital?.option_id;

/**
 * The one option a session has. Agents nest it under its type or not, whatever the version; `[]` clears.
 * Two different options are refused: a session is delivered in one way.
 */
export function decodeSelectedOption(
  wire: readonly WireSelected[] | null | undefined,
): Decoded<OptionId | null | undefined> {
  if (wire === undefined || wire === null) return decoded(wire);
  const root = 'selected_fulfillment_options';
  const missing = wire.findIndex((selected) => idOf(selected) === undefined);
  if (missing >= 0) {
    const param = jsonPath([root, missing, 'option_id']);
    return refused(acpError('missing', `${param} is required.`, { param }));
  }
  const ids = wire.map(idOf);
  const other = ids.findIndex((id) => id !== ids[0]);
  if (other > 0) {
    const param = jsonPath([root, other]);
    return refused(
      acpError('invalid', `${param}: all items of a session are delivered by one option; select one.`, {
        param,
      }),
    );
  }
  return decoded(ids[0] === undefined ? null : optionId(ids[0]));
}
