/** A page of what is stepped through. */
export interface Page<T> {
  readonly steps: readonly T[];
  /** Where the next page begins; missing of the last one. */
  readonly next?: number;
}

/** What a reader sees of the steps: one of them, and its number. */
export interface Seen<T> {
  readonly step: T;
  readonly number: number;
  /** Whether it is the last one. */
  readonly isLast: boolean;
}

/**
 * Steps forward and back through pages that are asked for as they are needed. It keeps one page, and of the others where
 * they begin.
 */
export class Stepper<T> {
  private page: Page<T> = { steps: [] };
  /** Where each page up to this one begins, and with which number. */
  private readonly begins: { readonly after: number | undefined; readonly number: number }[] = [];
  private place = 0;

  constructor(private readonly load: (after: number | undefined) => Promise<Page<T>>) {}

  /** `undefined` when there are no steps. */
  async first(): Promise<Seen<T> | undefined> {
    this.begins.length = 0;
    await this.open(undefined, 1);
    this.place = 0;
    return this.seen();
  }

  async forward(): Promise<Seen<T> | undefined> {
    if (this.place < this.page.steps.length - 1) this.place += 1;
    else if (this.page.next !== undefined) {
      await this.open(this.page.next, this.begin.number + this.page.steps.length);
      this.place = 0;
    }
    return this.seen();
  }

  async back(): Promise<Seen<T> | undefined> {
    if (this.place > 0) this.place -= 1;
    else if (this.begins.length > 1) {
      this.begins.pop();
      const { after, number } = this.begins.pop()!;
      await this.open(after, number);
      this.place = this.page.steps.length - 1;
    }
    return this.seen();
  }

  async last(): Promise<Seen<T> | undefined> {
    while (this.page.next !== undefined) await this.open(this.page.next, this.begin.number + this.page.steps.length);
    this.place = Math.max(0, this.page.steps.length - 1);
    return this.seen();
  }

  private get begin() {
    return this.begins.at(-1)!;
  }

  private async open(after: number | undefined, number: number): Promise<void> {
    this.page = await this.load(after);
    this.begins.push({ after, number });
  }

  private seen(): Seen<T> | undefined {
    const step = this.page.steps[this.place];
    if (step === undefined) return undefined;
    const isLast = this.page.next === undefined && this.place === this.page.steps.length - 1;
    return { step, number: this.begin.number + this.place, isLast };
  }
}

export type Move = 'forward' | 'back' | 'first' | 'last' | 'quit';

const moves: Readonly<Record<string, Move>> = {
  '\u001b[C': 'forward',
  '\u001bOC': 'forward',
  ' ': 'forward',
  '\u001b[D': 'back',
  '\u001bOD': 'back',
  '\u001b[H': 'first',
  '\u001bOH': 'first',
  '\u001b[1~': 'first',
  '\u001b[F': 'last',
  '\u001bOF': 'last',
  '\u001b[4~': 'last',
  q: 'quit',
  '\u0003': 'quit',
  '\u0004': 'quit',
};

/** The moves that the keys in a piece of input stand for; other keys do nothing. Keys may come several at once. */
export const movesIn = (input: string): Move[] =>
  // eslint-disable-next-line no-control-regex -- keys are control sequences
  (input.match(/\u001b(?:\[\d*[~A-Z]|O[A-Z])|[\s\S]/g) ?? []).flatMap((key) => moves[key] ?? []);
