/** What somebody typed and has not sent, or not heard back about. */
export interface Draft<Values> {
  readonly values: Values;
  /** The Idempotency-Key, made when the form opened: however often the draft is sent, it is recorded once. */
  readonly key: string;
  /** The ETag of what the writer saw when the form opened. */
  readonly ifMatch?: string;
  /** It was sent, and no answer came: it may be recorded. */
  readonly sent?: true;
  /** It was sent with what had to be recorded just before it. */
  readonly first?: true;
  /** Milliseconds since 1970. */
  readonly keptAt: number;
}

const KEPT_MS = 30 * 24 * 60 * 60 * 1000;
const PREFIX = 'jwg-draft ';
/** One person's drafts are not shown to the next at the same browser. */
const nameOf = (actor: string, form: string): string => `${PREFIX}${actor} ${form}`;

// Kept with every letter, at once: what is written asynchronously is lost by who reloads the page right after it.
export const keepDraft = <V>(actor: string, form: string, draft: Draft<V>): void => {
  try {
    localStorage.setItem(nameOf(actor, form), JSON.stringify(draft));
  } catch {
    // The browser keeps nothing, or no more: the form works all the same.
  }
};

export const dropDraft = (actor: string, form: string): void => localStorage.removeItem(nameOf(actor, form));

export const draftOf = <V>(actor: string, form: string): Draft<V> | undefined => keptAs<V>(nameOf(actor, form));

/** Drops what nobody came back for in thirty days. */
export const dropOldDrafts = (): void => {
  for (const name of Object.keys(localStorage))
    if (name.startsWith(PREFIX) && keptAs(name) === undefined) localStorage.removeItem(name);
};

const keptAs = <V>(name: string): Draft<V> | undefined => {
  const text = localStorage.getItem(name);
  if (text === null) return undefined;
  const draft = JSON.parse(text) as Draft<V>;
  return Date.now() - draft.keptAt < KEPT_MS ? draft : undefined;
};
