import { createStore, del, entries, get, set } from 'idb-keyval';

/** What somebody typed and has not sent, or not heard back about. */
export interface Draft<Values> {
  readonly values: Values;
  /** The Idempotency-Key, made when the form opened: however often the draft is sent, it is recorded once. */
  readonly key: string;
  /** The ETag of what the writer saw when the form opened. */
  readonly ifMatch?: string;
  /** It was sent, and no answer came: it may be recorded. */
  readonly sent?: true;
  /** Milliseconds since 1970. */
  readonly keptAt: number;
}

const KEPT_MS = 30 * 24 * 60 * 60 * 1000;
const store = createStore('jwg-drafts', 'drafts');
/** One person's drafts are not shown to the next at the same browser. */
const nameOf = (actor: string, form: string): string => `${actor} ${form}`;

export const draftOf = async <V>(actor: string, form: string): Promise<Draft<V> | undefined> => {
  const draft = await get<Draft<V>>(nameOf(actor, form), store);
  return draft && Date.now() - draft.keptAt < KEPT_MS ? draft : undefined;
};

export const keepDraft = <V>(actor: string, form: string, draft: Draft<V>): Promise<void> =>
  set(nameOf(actor, form), draft, store);

export const dropDraft = (actor: string, form: string): Promise<void> => del(nameOf(actor, form), store);

/** Drops what nobody came back for. */
export const dropOldDrafts = async (): Promise<void> => {
  for (const [name, { keptAt }] of await entries<string, Draft<unknown>>(store))
    if (Date.now() - keptAt >= KEPT_MS) await del(name, store);
};
