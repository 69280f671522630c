import type { Cell, Row } from '../../row';
import { flatText } from '../flat-text';
import type { ParquetColumn } from './column';
import { PlainTexts } from './plain-texts';
import { MOST_ROWS, type GroupColumn } from './row-group';

/**
 * Gathers a column's values until their group is full, as bytes: of what outlives the young generation, the garbage
 * collector's work is dear.
 */
export interface ColumnGatherer {
  /** The bytes of the values that were added. */
  readonly size: number;
  add(rows: readonly Row[]): void;
  /** What was added, given away; another group begins. */
  take(): GroupColumn;
}

/** Which rows have a value. */
class Presence {
  #levels = new Uint8Array(MOST_ROWS);
  #rows = 0;
  #present = 0;

  /** @param put is given each value, and how many were present before it. */
  add(rows: readonly Row[], name: string, put: (cell: Cell, at: number) => void): void {
    for (const row of rows) {
      const cell = row[name];
      if (cell !== undefined) {
        put(cell, this.#present);
        this.#levels[this.#rows] = 1;
        this.#present += 1;
      }
      this.#rows += 1;
    }
  }

  take() {
    const taken = { levels: this.#levels.subarray(0, this.#rows), present: this.#present };
    this.#levels = new Uint8Array(MOST_ROWS);
    this.#rows = 0;
    this.#present = 0;
    return taken;
  }
}

/** Texts of which hardly any comes twice. */
class VariedTexts implements ColumnGatherer {
  readonly #presence = new Presence();
  readonly #texts = new PlainTexts();

  constructor(private readonly name: string) {}

  get size(): number {
    return this.#texts.size;
  }

  add(rows: readonly Row[]): void {
    this.#presence.add(rows, this.name, (cell) => this.#texts.add(flatText(cell)));
  }

  take(): GroupColumn {
    return { kind: 'plain', ...this.#presence.take(), values: this.#texts.take() };
  }
}

/** Texts that come again, each kept once, or once for the rows beside each other that share it. */
class RepeatedTexts implements ColumnGatherer {
  readonly #presence = new Presence();
  readonly #texts = new PlainTexts();
  #numbers = new Uint32Array(MOST_ROWS);
  #entries = 0;
  #last: Cell | undefined;
  #lastNumber = 0;

  /** @param known finds texts that did not come just before. */
  constructor(
    private readonly name: string,
    private readonly known: Map<string, number> | undefined,
  ) {}

  get size(): number {
    return this.#texts.size;
  }

  add(rows: readonly Row[]): void {
    this.#presence.add(rows, this.name, (cell, at) => {
      if (cell !== this.#last) {
        this.#last = cell;
        this.#lastNumber = this.#numberOf(flatText(cell));
      }
      this.#numbers[at] = this.#lastNumber;
    });
  }

  take(): GroupColumn {
    const { levels, present } = this.#presence.take();
    const numbers = this.#numbers.subarray(0, present);
    const entries = this.#entries;
    this.#numbers = new Uint32Array(MOST_ROWS);
    this.#entries = 0;
    this.#last = undefined;
    this.known?.clear();
    return { kind: 'dictionary', levels, present, values: this.#texts.take(), entries, numbers };
  }

  #numberOf(text: string): number {
    const number = this.known?.get(text);
    if (number !== undefined) return number;
    this.known?.set(text, this.#entries);
    this.#texts.add(text);
    this.#entries += 1;
    return this.#entries - 1;
  }
}

class Flags implements ColumnGatherer {
  readonly size = 0;
  readonly #presence = new Presence();
  #flags = new Uint8Array(MOST_ROWS);

  constructor(private readonly name: string) {}

  add(rows: readonly Row[]): void {
    this.#presence.add(rows, this.name, (cell, at) => (this.#flags[at] = cell === true ? 1 : 0));
  }

  take(): GroupColumn {
    const { levels, present } = this.#presence.take();
    const flags = this.#flags.subarray(0, present);
    this.#flags = new Uint8Array(MOST_ROWS);
    return { kind: 'flags', levels, present, flags };
  }
}

/** Numbers of 32 bits, in the byte order of Parquet and of every machine that Node runs on. */
class Numbers implements ColumnGatherer {
  readonly size = 0;
  readonly #presence = new Presence();
  #numbers = new Int32Array(MOST_ROWS);

  constructor(private readonly name: string) {}

  add(rows: readonly Row[]): void {
    this.#presence.add(rows, this.name, (cell, at) => (this.#numbers[at] = Number(cell)));
  }

  take(): GroupColumn {
    const { levels, present } = this.#presence.take();
    const values = new Uint8Array(this.#numbers.buffer, 0, present * Int32Array.BYTES_PER_ELEMENT);
    this.#numbers = new Int32Array(MOST_ROWS);
    return { kind: 'plain', levels, present, values };
  }
}

export function gatherColumn({ name, type, repeats }: ParquetColumn): ColumnGatherer {
  switch (type) {
    case 'BOOLEAN':
      return new Flags(name);
    case 'INT32':
      return new Numbers(name);
    case 'STRING':
      if (repeats === 'never') return new VariedTexts(name);
      return new RepeatedTexts(name, repeats === 'anywhere' ? new Map() : undefined);
  }
}
