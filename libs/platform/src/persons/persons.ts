import { mayHaveCipher, replaceCiphers } from '@jwg/domain';
import type { NewEvent, PersonKeys, StoredEvent } from '@jwg/event-sourcing';
import { decipher, digestOfName, encipher, FORGOTTEN, KEY_MISSING } from './cipher.js';
import { inJson, LONGEST, remember } from './remember.js';
import { KnownKeys } from './known-keys.js';
import { changed, enciphered, namesIn, quotesIn, type Quotes } from './in-event.js';

type AsText = (text: string) => string;

/**
 * Enciphers what names a person on its way into the store, and deciphers it for whoever may read it. A person whose key
 * was destroyed is read as forgotten, in all that was ever written.
 */
export class Persons {
  private readonly ciphers = new Map<string, string>();
  private readonly texts = new Map<string, string>();
  private readonly listeners: (() => void)[] = [];
  private readonly known: KnownKeys;

  constructor(
    readonly keys: PersonKeys,
    now: () => number = Date.now,
  ) {
    this.known = new KnownKeys(keys, now, () => this.dropTexts());
  }

  /** The id of a person who is called so, and is not forgotten. */
  idOf(name: string): Promise<string | undefined> {
    return this.keys.find(digestOfName(name));
  }

  async encode<E extends NewEvent>(events: readonly E[]): Promise<E[]> {
    await this.known.look();
    const names = new Set<string>();
    for (const event of events) namesIn(event, (name) => names.add(name));
    // A map of its own: somebody may be forgotten while this waits.
    const ciphers = new Map<string, string>();
    for (const name of names) ciphers.set(name, this.ciphers.get(name) ?? (await this.cipherOf(name, name)));
    const encoded: E[] = [];
    for (const event of events) {
      const quotes = quotesIn(event); // most often none, and then nothing is waited for
      encoded.push(enciphered(event, ciphers, quotes && (await this.replacing(quotes, ciphers))));
    }
    return encoded;
  }

  /** Events as whoever may read names reads them. */
  decode<E extends StoredEvent>(events: readonly E[]): Promise<E[]> {
    return this.opening((open) => events.map((event) => changed(event, { name: open, words: open })));
  }

  /** JSON texts with the names in them, such as rows. */
  async show(bodies: readonly string[]): Promise<readonly string[]> {
    if (!bodies.some(mayHaveCipher)) return bodies;
    return this.opening((open) => bodies.map((body) => open(body, inJson)));
  }

  /** The keys are destroyed; nothing of these persons can be read any more, here at once, elsewhere within seconds. */
  async forget(ids: readonly string[]): Promise<void> {
    await this.keys.destroy(ids);
    this.known.drop();
  }

  /** How many are forgotten, as far as this process knows: while it is the same, texts are read with the same names. */
  async stand(): Promise<number> {
    await this.known.look();
    return this.known.forgotten;
  }

  /** While it is the same, nobody was forgotten, as far as this process knows. */
  get dropped(): number {
    return this.known.dropped;
  }

  /** Called whenever texts that others keep in memory may name somebody who is forgotten. */
  onForgotten(listener: () => void): void {
    this.listeners.push(listener);
  }

  private async replacing({ quotes, replaceQuotes }: Quotes, ciphers: ReadonlyMap<string, string>): Promise<AsText> {
    const ofQuotes = new Map<string, string>();
    for (const [quote, name] of quotes) ofQuotes.set(quote, ciphers.get(quote) ?? (await this.cipherOf(quote, name)));
    return (text) => replaceQuotes(text, (it) => ofQuotes.get(it)!);
  }

  /** A quote may be written otherwise than the name, in capitals for example; it is the same person's. */
  private async cipherOf(text: string, name: string): Promise<string> {
    const { dropped } = this.known;
    const { id, key } = await this.known.ensure(digestOfName(name));
    if (key === undefined) throw new Error(`The person ${id} has no key although nobody forgot them`);
    const cipher = encipher(id, key, text);
    if (dropped === this.known.dropped) remember(this.ciphers, text, cipher); // otherwise the key may be gone meanwhile
    return cipher;
  }

  /** Does the work again with the keys that it lacked. */
  private async opening<T>(work: (open: (text: string, as?: AsText) => string) => T): Promise<T> {
    await this.known.look();
    for (;;) {
      const missing = new Set<string>();
      const done = work((text, as) => this.opened(text, missing, as));
      if (missing.size === 0) return done;
      await this.known.learn(missing);
    }
  }

  private opened(text: string, missing: Set<string>, as: AsText = (it) => it): string {
    const whole = text.length <= LONGEST ? this.texts.get(text) : undefined; // who acted, in every event
    if (whole !== undefined) return as(whole);
    return replaceCiphers(text, (cipher, id, body) => {
      const known = this.texts.get(cipher);
      if (known !== undefined) return as(known);
      if (!this.known.has(id)) {
        missing.add(id);
        return cipher;
      }
      const person = this.known.of(id);
      if (!person) return KEY_MISSING;
      if (person.key === undefined) return FORGOTTEN;
      const clear = decipher(id, person.key, body);
      if (clear === undefined) return cipher; // somebody wrote what only looks like one
      remember(this.texts, cipher, clear);
      return as(clear);
    });
  }

  private dropTexts(): void {
    this.ciphers.clear();
    this.texts.clear();
    for (const listener of this.listeners) listener();
  }
}
