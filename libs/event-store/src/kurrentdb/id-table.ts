import type { IdWords } from './index-block.js';

/** The ids of the events, by position. */
export interface Ids {
  isAt(position: number, id: IdWords): boolean;
  wordsAt(position: number): IdWords;
}

/** The parts of the table. Each grows by itself, so that no event waits until a table of millions was copied. */
const PARTS = 256;
const FIRST_SLOTS = 16;
const GROWTH = 1.25;
/** The part of the slots that are in use at most. */
const FULL = 0.75;

/**
 * Finds the position of an id, in some six bytes an event. It is a hash table of positions; the ids themselves are
 * elsewhere. A Map with strings takes ten times the memory, and a ledger holds millions of events.
 */
export class IdTable {
  // position + 1; 0 means free
  private readonly parts = Array.from({ length: PARTS }, () => new Uint32Array(FIRST_SLOTS));
  private readonly sizes = new Uint32Array(PARTS);

  constructor(private readonly ids: Ids) {}

  get(id: IdWords): number | undefined {
    const mixed = hash(id);
    const slots = this.parts[partOf(mixed)]!;
    for (let slot = slotIn(slots, mixed); ; slot = after(slots, slot)) {
      const position = slots[slot]! - 1;
      if (position < 0) return undefined;
      if (this.ids.isAt(position, id)) return position;
    }
  }

  /** Adds an id that the table does not have. */
  add(id: IdWords, position: number): void {
    const mixed = hash(id);
    const part = partOf(mixed);
    if (this.sizes[part]! + 1 > FULL * this.parts[part]!.length) this.resize(part, GROWTH * this.parts[part]!.length);
    this.sizes[part]! += 1;
    put(this.parts[part]!, mixed, position);
  }

  /** Makes room for so many ids at once, instead of little by little. */
  reserve(length: number): void {
    const slots = length / PARTS / FULL + FIRST_SLOTS;
    for (let part = 0; part < PARTS; part += 1) if (this.parts[part]!.length < slots) this.resize(part, slots);
  }

  private resize(part: number, length: number): void {
    const slots = new Uint32Array(Math.ceil(length));
    for (const taken of this.parts[part]!) if (taken > 0) put(slots, hash(this.ids.wordsAt(taken - 1)), taken - 1);
    this.parts[part] = slots;
  }
}

const put = (slots: Uint32Array, mixed: number, position: number): void => {
  let slot = slotIn(slots, mixed);
  while (slots[slot] !== 0) slot = after(slots, slot);
  slots[slot] = position + 1;
};

/** The first eight bits choose the part, the others the slot. */
const partOf = (mixed: number): number => mixed >>> 24;
const slotIn = (slots: Uint32Array, mixed: number): number => Math.floor(((mixed & 0xffffff) * slots.length) / 2 ** 24);
const after = (slots: Uint32Array, slot: number): number => (slot + 1 === slots.length ? 0 : slot + 1);

// Time-ordered ids differ in few bits, so the hash mixes every word, like the finalizer of MurmurHash3.
const hash = ([a, b, c, d]: IdWords): number => mix(mix(mix(mix(0, a), b), c), d) >>> 0;

const mix = (mixed: number, word: number): number => {
  mixed = Math.imul(mixed ^ word, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
};
