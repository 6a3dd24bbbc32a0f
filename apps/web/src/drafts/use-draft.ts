import { useCallback, useRef, useState } from 'react';
import { draftOf, dropDraft, keepDraft, type Draft } from './draft-store.js';

export interface Drafting<V> {
  readonly draft: Draft<V>;
  /** Whether it was found from before: after a reload, or coming back. */
  readonly wasFound: boolean;
  change(change: Partial<Draft<V>>): void;
  drop(): void;
}

/** One form's draft, kept on this device with every change. */
export const useDraft = <V>(actor: string, form: string, empty: V): Drafting<V> => {
  const [found] = useState(() => {
    const kept = draftOf<V>(actor, form);
    return kept && (kept.sent || JSON.stringify(kept.values) !== JSON.stringify(empty)) ? kept : undefined; // nothing was typed
  });
  const [draft, setDraft] = useState<Draft<V>>(
    () => found ?? { values: empty, key: crypto.randomUUID(), keptAt: Date.now() },
  );
  const latest = useRef(draft); // two changes in one turn build on each other
  const change = useCallback(
    (changed: Partial<Draft<V>>) => {
      latest.current = { ...latest.current, ...changed, keptAt: Date.now() };
      setDraft(latest.current);
      keepDraft(actor, form, latest.current);
    },
    [actor, form],
  );
  const drop = useCallback(() => dropDraft(actor, form), [actor, form]);
  return { draft, wasFound: found !== undefined, change, drop };
};
