import type { Cell } from '../row';
import { flatText } from './flat-text';

type ParquetType = 'STRING' | 'BOOLEAN' | 'INT32';

export interface ParquetColumn {
  readonly name: string;
  readonly type: ParquetType;
  /** Whether most rows have a value of their own, so that a dictionary would be in vain. */
  readonly isVaried: boolean;
}

type Value = Uint8Array | string | number | boolean | undefined;

/**
 * Gathers a column's values until their group is written. Nothing of a row is kept: ten thousand rows with their texts
 * outlive the young generation, and to move them there was a third of the work.
 */
export interface ColumnValues {
  add(cell: Cell | undefined): void;
  /** What was added, row by row, to be used before anything is added again. */
  take(): Value[];
}

const ABSENT = -1;
const FIRST_BYTES = 64 * 1024;
const BYTES_A_UNIT = 3;

/** Texts of which hardly any comes twice, as UTF-8 behind one another. */
class VariedValues implements ColumnValues {
  #bytes = Buffer.allocUnsafeSlow(FIRST_BYTES);
  #size = 0;
  #ends: number[] = [];

  add(cell: Cell | undefined): void {
    if (cell === undefined) return void this.#ends.push(ABSENT);
    const text = flatText(cell);
    this.#makeRoom(text.length * BYTES_A_UNIT);
    this.#size += this.#bytes.write(text, this.#size);
    this.#ends.push(this.#size);
  }

  take(): Value[] {
    let begin = 0;
    const values = this.#ends.map((end) => {
      if (end === ABSENT) return undefined;
      const value = this.#bytes.subarray(begin, end);
      begin = end;
      return value;
    });
    this.#size = 0;
    this.#ends = [];
    return values;
  }

  #makeRoom(bytes: number): void {
    const needed = this.#size + bytes;
    if (needed <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.#size);
    this.#bytes = larger;
  }
}

/** Texts that come again and again, each kept once. */
class RepeatedValues implements ColumnValues {
  #numbers = new Map<string, number>();
  #texts: string[] = [];
  #rows: number[] = [];

  add(cell: Cell | undefined): void {
    if (cell === undefined) return void this.#rows.push(ABSENT);
    const text = flatText(cell);
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.#texts.push(text) - 1;
      this.#numbers.set(text, number);
    }
    this.#rows.push(number);
  }

  take(): Value[] {
    // An absent one has no place among the texts.
    const values = this.#rows.map((number) => this.#texts[number]);
    this.#numbers = new Map();
    this.#texts = [];
    this.#rows = [];
    return values;
  }
}

/** Numbers and flags, which are no objects. */
class PlainValues implements ColumnValues {
  #values: Value[] = [];

  add(cell: Cell | undefined): void {
    this.#values.push(typeof cell === 'object' ? flatText(cell) : cell);
  }

  take(): Value[] {
    const values = this.#values;
    this.#values = [];
    return values;
  }
}

export function columnValues({ type, isVaried }: ParquetColumn): ColumnValues {
  if (type !== 'STRING') return new PlainValues();
  return isVaried ? new VariedValues() : new RepeatedValues();
}
