const EMPTY = 0;
const FIRST_CAPACITY = 1 << 12;

/** Two independent 32-bit hashes of a text (FNV-1a, and one of another prime over the reversed bits). */
function hashesOf(text: string): readonly [number, number] {
  let one = 0x811c9dc5;
  let two = 0x9747b28c;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    one = Math.imul(one ^ unit, 0x01000193);
    two = Math.imul(two ^ (unit + index), 0x5bd1e995);
    two ^= two >>> 15;
  }
  return [one >>> 0 || 1, two >>> 0];
}

/** Keys as a watch knows them: two numbers each. */
export type KeyHashes = Uint32Array<ArrayBuffer>;

/**
 * Tells whether a key was seen before, in 16 bytes a key: a catalogue of a million items is watched in 32 MB, where a
 * set of their strings takes more than a hundred. Keys are known by 64 bits of hash, so that of a million distinct ones
 * two are confused in one of 37 million catalogues.
 */
export class DuplicateWatch {
  #slots = new Uint32Array(FIRST_CAPACITY * 2);
  #size = 0;

  /** Notes the key. */
  hasSeen(key: string): boolean {
    const [one, two] = hashesOf(key);
    return !this.#add(one, two);
  }

  /** Those of other keys that were noted here before. */
  among(others: KeyHashes): KeyHashes {
    const known: number[] = [];
    for (let at = 0; at < others.length; at += 2) {
      const [one = EMPTY, two = EMPTY] = [others[at], others[at + 1]];
      if (this.#slots[slotOf(this.#slots, one, two)] !== EMPTY) known.push(one, two);
    }
    return Uint32Array.from(known);
  }

  note(hashes: KeyHashes): void {
    for (let at = 0; at < hashes.length; at += 2) this.#add(hashes[at] ?? EMPTY, hashes[at + 1] ?? EMPTY);
  }

  /** Everything noted, in no order. */
  get hashes(): KeyHashes {
    const noted = new Uint32Array(this.#size * 2);
    let end = 0;
    for (let at = 0; at < this.#slots.length; at += 2) {
      if (this.#slots[at] === EMPTY) continue;
      noted[end] = this.#slots[at] ?? EMPTY;
      noted[end + 1] = this.#slots[at + 1] ?? EMPTY;
      end += 2;
    }
    return noted;
  }

  /** @returns false where it is in already. */
  #add(one: number, two: number): boolean {
    if (this.#size * 2 >= this.#slots.length / 2) this.#grow();
    if (!insert(this.#slots, one, two)) return false;
    this.#size += 1;
    return true;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Uint32Array(old.length * 2);
    for (let at = 0; at < old.length; at += 2) {
      const one = old[at] ?? EMPTY;
      if (one !== EMPTY) insert(this.#slots, one, old[at + 1] ?? EMPTY);
    }
  }
}

/** Where it is, or where it would be. */
function slotOf(slots: Uint32Array, one: number, two: number): number {
  const mask = slots.length / 2 - 1;
  for (let slot = (one ^ two) & mask; ; slot = (slot + 1) & mask) {
    const at = slot * 2;
    if (slots[at] === EMPTY || (slots[at] === one && slots[at + 1] === two)) return at;
  }
}

/** @returns false where it is in already. */
function insert(slots: Uint32Array, one: number, two: number): boolean {
  const at = slotOf(slots, one, two);
  if (slots[at] !== EMPTY) return false;
  slots[at] = one;
  slots[at + 1] = two;
  return true;
}
