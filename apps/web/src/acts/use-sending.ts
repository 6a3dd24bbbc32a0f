import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { getTagged, postJson } from '../api/fetch-json.js';
import { askMe, type Me } from '../api/me.js';
import { Problem } from '../api/problem.js';
import type { Drafting } from '../drafts/use-draft.js';
import { bodyOf, subjectOf, type Act, type Values } from './act.js';
import { stageAfter, type Stage } from './sending.js';

interface Receipt {
  readonly events: readonly { readonly position: number }[];
}

interface Sending {
  readonly stage: Stage;
  /** Of the sign-in as it is now. */
  readonly csrf: string | undefined;
  /** Sends the draft. @param confirm  the codes of the doubts with which it is to be taken all the same */
  send(confirm?: readonly string[]): Promise<void>;
  /** Reads what is there now, and goes back to writing: the next sending says that its writer saw it. */
  seen(): Promise<void>;
  /** Makes a further entry of it: what was sent before stays recorded beside it. */
  anew(): void;
  /** Goes on as the same person, who has signed in again in another tab. */
  signedIn(): Promise<void>;
}

/** Sends one act on one commitment or session: once, however often it is asked to. */
export const useSending = (act: Act, id: string, me: Me, drafting: Drafting<Values>): Sending => {
  const [own, setStage] = useState<Stage>({ at: 'writing' });
  const [csrf, setCsrf] = useState(me.csrf);
  const queries = useQueryClient();
  const { draft, wasFound, change, drop } = drafting;
  // The page was closed while it was being sent: nobody knows here what came of it.
  const stage: Stage = own.at === 'writing' && wasFound && draft.sent ? { at: 'unknown' } : own;
  const path = subjectOf(act, id);
  const refresh = () => queries.invalidateQueries();
  return {
    stage,
    csrf,
    async send(confirm = []) {
      if (stage.at === 'sending') return;
      setStage({ at: 'sending' });
      change({ sent: true });
      try {
        const body = { ...bodyOf(act, draft.values), ...(confirm.length > 0 && { confirm }) };
        const { key, ifMatch } = draft;
        const sent = await postJson<Receipt>(`${path}/${act.path}`, body, { key, ifMatch, csrf });
        drop();
        setStage({ at: 'recorded', position: sent.body.events.at(-1)?.position });
        await refresh();
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        const next = stageAfter(error);
        if (next.at !== 'unknown') change({ sent: undefined });
        setStage(next);
        if (next.at === 'stale') await refresh();
      }
    },
    async seen() {
      const { etag } = await getTagged(path);
      change({ ifMatch: etag });
      setStage({ at: 'writing' });
    },
    anew() {
      change({ key: crypto.randomUUID() });
      setStage({ at: 'writing' });
    },
    async signedIn() {
      const now = await askMe();
      if (now === null) return;
      if (now.actor !== me.actor) location.reload(); // another person: the first one's draft is not theirs
      setCsrf(now.csrf);
      setStage({ at: 'writing' });
    },
  };
};
