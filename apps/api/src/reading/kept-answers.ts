import type { Platform, RequestContext } from '@jwg/platform';

/** An answer as it is sent. */
export interface MadeAnswer {
  readonly json: string;
  /** Of the JSON, for the ETag. */
  readonly digest: string;
  readonly position?: number;
  readonly next?: string | number;
}

/** Bytes of answers that are kept, at most. Those that were asked for longest ago go first. */
const MOST = 64 * 1024 * 1024;
/** A string has one or two. */
const BYTES_A_CHARACTER = 2;

/**
 * Answers that were made once, for as long as the rows stand as they stood: any event that reaches the rows throws all of
 * them away. An answer that is being made is waited for, and not made twice.
 */
export class KeptAnswers {
  private answers = new Map<string, Promise<MadeAnswer>>();
  private readonly sizes = new Map<string, number>();
  private size = 0;
  private stand: string | undefined;

  /** @param standOfRows  the same text only while every question has the same answer */
  constructor(
    private readonly standOfRows: () => Promise<string>,
    private readonly most = MOST,
  ) {}

  async get(key: string, make: () => Promise<MadeAnswer>): Promise<MadeAnswer> {
    const stand = await this.standOfRows();
    if (stand !== this.stand) this.begin(stand);
    const answer = this.answers.get(key) ?? this.make(key, stand, make);
    this.answers.delete(key);
    this.answers.set(key, answer); // what was asked for last comes last
    return answer;
  }

  private begin(stand: string) {
    this.answers = new Map();
    this.sizes.clear();
    this.size = 0;
    this.stand = stand;
  }

  private async make(key: string, stand: string, make: () => Promise<MadeAnswer>): Promise<MadeAnswer> {
    const { answers } = this;
    try {
      const answer = await make();
      const isOf = (await this.standOfRows()) === stand; // otherwise it may be of rows that moved meanwhile
      if (!isOf) answers.delete(key);
      else if (answers === this.answers) this.count(key, answer);
      return answer;
    } catch (error) {
      answers.delete(key);
      throw error;
    }
  }

  private count(key: string, { json }: MadeAnswer) {
    if (!this.answers.has(key)) return; // others took its place while it was made
    const bytes = json.length * BYTES_A_CHARACTER;
    this.sizes.set(key, bytes);
    this.size += bytes;
    for (const old of this.answers.keys()) {
      if (this.size <= this.most) return;
      this.size -= this.sizes.get(old) ?? 0;
      this.sizes.delete(old);
      this.answers.delete(old);
    }
  }
}

/**
 * How far the live rows are, the day, by which overdue is meant, and how many persons are forgotten: rows do not move when
 * a key is destroyed, and yet they are read without the name from then on.
 */
export const standOf = async ({ rows, clock, persons }: Standing): Promise<string> => {
  const live = (await rows.generations()).filter(({ state }) => state === 'live');
  const places = live.map(({ name, generation, cursor }) => [name, generation, cursor]);
  return JSON.stringify([clock().toISOString().slice(0, 10), places, await persons?.stand()]);
};

interface Standing {
  readonly rows: Pick<Platform['rows'], 'generations'>;
  readonly clock: () => Date;
  readonly persons?: Pick<NonNullable<Platform['persons']>, 'stand'>;
}

/** What an answer depends on besides the rows: the question, whose eyes see it, and who `me` is in it. */
export const keyOf = (kind: string, fields: object, { actor, wholeLedger = false }: RequestContext): string =>
  JSON.stringify([kind, fields, actor.side ?? null, actor.institution ?? null, wholeLedger]);
