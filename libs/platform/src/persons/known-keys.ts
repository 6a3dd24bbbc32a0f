import { kindOf, type KeptPerson, type PersonCount, type PersonKey, type PersonKeys } from '@jwg/event-sourcing';
import { MOST } from './remember.js';

/** For how many milliseconds a process does not look whether another one has met or forgotten somebody. */
export const FRESH_MS = 2_000;
/** Milliseconds that nobody waits longer for that look, where keys are on another machine. */
const PATIENCE_MS = 300;
const PAGE = 1_000;

/**
 * The keys of persons as this process knows them. Where the keys cannot be reached, it goes on with these: commands do not
 * wait for PostgreSQL.
 */
export class KnownKeys {
  private readonly byId = new Map<string, PersonKey | undefined>();
  /** By the digest of the name. */
  private readonly byDigest = new Map<string, PersonKey>();
  /** Missing before the keys were looked at for the first time. */
  private counted?: PersonCount;
  private lookedAt = 0;
  /** How often they were dropped, since somebody was forgotten: what was read before may have been destroyed. */
  dropped = 0;

  constructor(
    private readonly keys: PersonKeys,
    private readonly now: () => number,
    /** What was made with the keys has to go, too. */
    private readonly onDropped: () => void,
  ) {}

  get forgotten(): number {
    return this.counted?.forgotten ?? 0;
  }

  /** Another process may have met or forgotten somebody meanwhile. */
  async look(): Promise<void> {
    if (this.now() - this.lookedAt < FRESH_MS) return;
    this.lookedAt = this.now();
    const counted = this.counted ? await inTime(this.keys.count()) : await this.keys.count();
    if (!counted) return;
    const { all, forgotten } = this.counted ?? { all: 0, forgotten: 0 };
    if (counted.forgotten !== forgotten) this.drop();
    for (const [id, it] of this.byId) if (!it) this.byId.delete(id); // it may have been added since
    if (counted.all !== all || counted.forgotten !== forgotten) await this.meetAll();
    this.counted = counted;
  }

  /** Of the person of this digest, made when there is none. */
  async ensure(digest: string): Promise<PersonKey> {
    const { dropped } = this;
    const known = this.byDigest.get(digest);
    if (known) return known;
    const person = await this.keys.ensure(digest);
    if (dropped === this.dropped && this.byDigest.size < MOST) this.byDigest.set(digest, person);
    return person;
  }

  /** Whether it was looked for; `of` then says whether there is one. */
  has(id: string): boolean {
    return this.byId.has(id);
  }

  of(id: string): PersonKey | undefined {
    return this.byId.get(id);
  }

  async learn(ids: ReadonlySet<string>): Promise<void> {
    const { dropped } = this;
    const found = new Map((await this.keys.withIds([...ids])).map((it) => [it.id, it]));
    if (dropped !== this.dropped) return; // it is read again
    if (this.byId.size > MOST) this.byId.clear();
    for (const id of ids) this.byId.set(id, found.get(id));
  }

  drop(): void {
    this.dropped += 1;
    this.byId.clear();
    this.byDigest.clear();
    this.onDropped();
  }

  private async meetAll(): Promise<void> {
    const { dropped } = this;
    for (let page: KeptPerson[], after = ''; (page = await this.keys.page(after, PAGE)).length > 0;) {
      if (dropped !== this.dropped || this.byDigest.size + page.length > MOST) return;
      for (const { digest, ...person } of page) {
        this.byId.set(person.id, person);
        if (digest !== undefined) this.byDigest.set(digest, person);
      }
      after = page.at(-1)!.id;
    }
  }
}

/** Undefined where that took too long, or the keys cannot be reached. */
const inTime = async <T>(work: Promise<T>): Promise<T | undefined> => {
  const whenAway = (error: unknown): undefined => {
    if (kindOf(error) !== 'unavailable') throw error;
  };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), PATIENCE_MS);
  });
  return Promise.race([work.catch(whenAway), late]).finally(() => clearTimeout(timer));
};
