import { rejection } from '../rest/refusal';

/** Where in a catalogue a walk goes on: the cursor's meaning. */
export interface CataloguePlace {
  /** From 1. */
  readonly page: number;
  /** Products of earlier pages that wait for their variations, and so were in none yet. */
  readonly waiting: readonly number[];
}

const FORM = /^(?<page>[1-9]\d{0,8})(?:~(?<waiting>\d{1,10}(?:\.\d{1,10})*))?$/;

/** @throws ConnectorError `rejected` for what is no cursor of this connector. */
export function readPlace(cursor: string): CataloguePlace {
  const { page, waiting } = FORM.exec(cursor)?.groups ?? {};
  if (page === undefined)
    throw rejection({ code: 'other' }, 'The cursor is none of this shop’s catalogue: begin without one.');
  return { page: Number(page), waiting: waiting?.split('.').map(Number) ?? [] };
}

export const writePlace = ({ page, waiting }: CataloguePlace): string =>
  waiting.length === 0 ? String(page) : `${page}~${waiting.join('.')}`;
