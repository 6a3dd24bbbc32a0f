import { useCallback, useEffect, useRef, useState } from 'react';
import { draftOf, dropDraft, keepDraft, type Draft } from './draft-store.js';

export interface Drafting<V> {
  /** Undefined while it is looked up. */
  readonly draft: Draft<V> | undefined;
  /** Whether it was found from before: after a reload, or coming back. */
  readonly wasFound: boolean;
  change(change: Partial<Draft<V>>): void;
  drop(): void;
}

/** One form's draft, kept on this device with every change. */
export const useDraft = <V>(actor: string, form: string, empty: V): Drafting<V> => {
  const [draft, setDraft] = useState<Draft<V>>();
  const [wasFound, setFound] = useState(false);
  const latest = useRef<Draft<V>>(undefined);
  const first = useRef(empty);
  useEffect(() => {
    let isHere = true;
    // Where the browser keeps nothing (a private window), the form works all the same.
    void draftOf<V>(actor, form)
      .catch(() => undefined)
      .then((found) => {
        if (!isHere) return;
        latest.current = found ?? { values: first.current, key: crypto.randomUUID(), keptAt: Date.now() };
        setFound(found !== undefined);
        setDraft(latest.current);
      });
    return () => {
      isHere = false;
    };
  }, [actor, form]);
  const change = useCallback(
    (changed: Partial<Draft<V>>) => {
      if (!latest.current) return;
      latest.current = { ...latest.current, ...changed, keptAt: Date.now() };
      setDraft(latest.current);
      void keepDraft(actor, form, latest.current).catch(() => {});
    },
    [actor, form],
  );
  const drop = useCallback(() => void dropDraft(actor, form).catch(() => {}), [actor, form]);
  return { draft, wasFound, change, drop };
};
