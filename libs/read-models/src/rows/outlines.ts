import { inFull, shortened } from './short-strings.js';

/** The names of an object's fields, in order. */
export type Outline = readonly string[];

/** Where a value begins with this instead of an outline's number: a list, or the JSON of something of no outline. */
const [LIST, WHOLE] = [0, -1] as const;

/** What has more is stored with its names: nobody's texts can make this grow without end. */
export const MOST = { outlines: 1_000, fields: 64, name: 64, nodes: 10_000 };

interface Node {
  number?: number;
  readonly next: Map<string, Node>;
}

/**
 * The outlines of the objects in the rows of a generation. A row is stored as the values of its fields after the number
 * of its outline, since thousands of rows name the same fields: `{"on":"2023"}` as `[7,"2023"]` where 7 is `["on"]`.
 */
export class Outlines {
  private readonly byNumber = new Map<number, Outline>();
  private readonly first: Node = { next: new Map() };
  private nodes = 0;
  private fresh: (readonly [number: number, outline: Outline])[] = [];

  constructor(stored: Iterable<readonly [number: number, outline: Outline]> = []) {
    for (const [number, outline] of stored) this.keep(number, outline);
  }

  write(value: unknown): string {
    return JSON.stringify(this.within(value));
  }

  /** @throws UnknownOutline  it has come since these were read */
  read(text: string): unknown {
    return this.outOf(JSON.parse(text));
  }

  /** Those that came since the last call, to be stored with the rows that use them. */
  takeFresh(): readonly (readonly [number: number, outline: Outline])[] {
    const taken = this.fresh;
    this.fresh = [];
    return taken;
  }

  private within(value: unknown): unknown {
    if (typeof value === 'string') return shortened(value);
    if (typeof value !== 'object' || value === null) return value;
    const stored: unknown[] = [LIST];
    if (Array.isArray(value)) {
      for (const it of value) stored.push(this.within(it));
      return stored;
    }
    const fields = value as Readonly<Record<string, unknown>>;
    let node = this.first;
    for (const name in fields) {
      const field = fields[name];
      if (field === undefined) continue; // as JSON has it
      let next = node.next.get(name);
      if (!next) {
        if (!this.mayGrow(name, stored.length)) return [WHOLE, JSON.stringify(value)];
        next = this.grow(node, name);
      }
      node = next;
      stored.push(this.within(field));
    }
    if (node.number === undefined && this.byNumber.size >= MOST.outlines) return [WHOLE, JSON.stringify(value)];
    stored[0] = node.number ?? this.add(node, fields);
    return stored;
  }

  private mayGrow(name: string, fields: number): boolean {
    if (this.byNumber.size >= MOST.outlines || this.nodes >= MOST.nodes) return false;
    return fields <= MOST.fields && name.length <= MOST.name && name !== '__proto__';
  }

  private grow(node: Node, name: string): Node {
    const next: Node = { next: new Map() };
    node.next.set(name, next);
    this.nodes += 1;
    return next;
  }

  private add(node: Node, fields: Readonly<Record<string, unknown>>): number {
    const number = this.byNumber.size + 1;
    const outline = Object.keys(fields).filter((name) => fields[name] !== undefined);
    this.byNumber.set((node.number = number), outline);
    this.fresh.push([number, outline]);
    return number;
  }

  private keep(number: number, outline: Outline) {
    if (number === LIST) return;
    let node = this.first;
    for (const name of outline) node = node.next.get(name) ?? this.grow(node, name);
    node.number = number;
    this.byNumber.set(number, outline);
  }

  private outOf(stored: unknown): unknown {
    if (typeof stored === 'string') return inFull(stored);
    if (!Array.isArray(stored)) return stored;
    const number = stored[0] as number;
    if (number === LIST) {
      const list: unknown[] = [];
      for (let n = 1; n < stored.length; n += 1) list.push(this.outOf(stored[n]));
      return list;
    }
    if (number === WHOLE) return JSON.parse(stored[1] as string);
    const outline = this.byNumber.get(number);
    if (!outline) throw new UnknownOutline(number);
    const fields: Record<string, unknown> = {};
    for (let n = 0; n < outline.length; n += 1) {
      fields[outline[n]!] = this.outOf(stored[n + 1]);
    }
    return fields;
  }
}

export class UnknownOutline extends Error {
  override readonly name = 'UnknownOutline';
  constructor(number: number) {
    super(`There is no outline ${number} yet`);
  }
}

/** How the values of a generation's rows are written and read. */
export type Bodies = Pick<Outlines, 'write' | 'read' | 'takeFresh'>;

/** How a generation of an earlier program has its rows: as JSON with all names. */
export const wholeJson: Bodies = {
  write: (value) => JSON.stringify(value),
  read: (text) => JSON.parse(text) as unknown,
  takeFresh: () => [],
};
