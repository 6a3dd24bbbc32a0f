const WORDS = 4;

/**
 * Maps an event's id to its position, in some 30 bytes an event. The table is a hash table over flat arrays: a Map with
 * string keys takes four times the memory, and a ledger holds millions of events.
 */
export class IdTable {
  private ids = new Uint32Array(WORDS * 1024);
  private positions = new Uint32Array(1024);
  // index + 1 of an id; 0 means free; the length is a power of two, at most half of it in use
  private slots = new Uint32Array(4096);
  private size = 0;

  get(id: string): number | undefined {
    const slot = this.slotOf(parse(id));
    const index = this.slots[slot]! - 1;
    return index < 0 ? undefined : this.positions[index];
  }

  /** Returns false when the table already has the id; the id then keeps its position. */
  add(id: string, position: number): boolean {
    if (this.size * 2 >= this.slots.length) this.grow();
    const words = parse(id);
    const slot = this.slotOf(words);
    if (this.slots[slot] !== 0) return false;
    this.ids = wider(this.ids, (this.size + 1) * WORDS);
    this.positions = wider(this.positions, this.size + 1);
    this.ids.set(words, this.size * WORDS);
    this.positions[this.size] = position;
    this.slots[slot] = ++this.size;
    return true;
  }

  /** The slot of the id, or the free slot where it belongs. */
  private slotOf(words: Words): number {
    const mask = this.slots.length - 1;
    for (let slot = hash(words) & mask; ; slot = (slot + 1) & mask) {
      const index = this.slots[slot]! - 1;
      if (index < 0 || this.isAt(index, words)) return slot;
    }
  }

  private isAt(index: number, [a, b, c, d]: Words): boolean {
    const at = index * WORDS;
    return this.ids[at] === a && this.ids[at + 1] === b && this.ids[at + 2] === c && this.ids[at + 3] === d;
  }

  private grow(): void {
    this.slots = new Uint32Array(this.slots.length * 2);
    for (let index = 0; index < this.size; index++) {
      const words = this.ids.subarray(index * WORDS, (index + 1) * WORDS);
      this.slots[this.slotOf([words[0]!, words[1]!, words[2]!, words[3]!])] = index + 1;
    }
  }
}

type Words = readonly [number, number, number, number];

const parse = (uuid: string): Words => {
  const hex = uuid.replaceAll('-', '');
  const word = (at: number) => parseInt(hex.slice(at, at + 8), 16);
  return [word(0), word(8), word(16), word(24)];
};

// Time-ordered ids differ in few bits, so the hash mixes every word, like the finalizer of MurmurHash3.
const hash = (words: Words): number => {
  let mixed = 0;
  for (const word of words) {
    mixed = Math.imul(mixed ^ word, 0x85ebca6b);
    mixed ^= mixed >>> 13;
    mixed = Math.imul(mixed, 0xc2b2ae35);
    mixed ^= mixed >>> 16;
  }
  return mixed >>> 0;
};

/** The same array, or a copy of twice the length when the array is too short for `length`. */
export const wider = <T extends Uint32Array | Float64Array>(array: T, length: number): T => {
  if (length <= array.length) return array;
  const copy = new (array.constructor as new (length: number) => T)(array.length * 2);
  copy.set(array);
  return copy;
};
