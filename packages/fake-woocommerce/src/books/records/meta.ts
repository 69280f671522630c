import type { Json } from '../../rest/rest';

export interface Meta {
  readonly id: number;
  readonly key: string | null;
  readonly value: Json;
}
