import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { getTagged, postJson } from '../api/fetch-json.js';
import type { Me } from '../api/me.js';
import { Problem } from '../api/problem.js';
import type { Drafting } from '../drafts/use-draft.js';
import { bodyOf, type Act, type Values } from './act.js';
import { stageAfter, type Stage } from './sending.js';

interface Receipt {
  readonly events: readonly { readonly position: number }[];
}

interface Sending {
  readonly stage: Stage;
  /** Sends the draft. @param confirm  the codes of the doubts with which it is to be taken all the same */
  send(confirm?: readonly string[]): Promise<void>;
  /** Reads what is there now, and goes back to writing: the next sending says that its writer saw it. */
  seen(): Promise<void>;
}

/** Sends one act on one commitment: once, however often it is asked to. */
export const useSending = (act: Act, commitment: string, me: Me, drafting: Drafting<Values>): Sending => {
  const [stage, setStage] = useState<Stage>({ at: 'writing' });
  const queries = useQueryClient();
  const { draft, change, drop } = drafting;
  const path = `/v1/commitments/${commitment}`;
  const refresh = () => queries.invalidateQueries();
  return {
    stage,
    async send(confirm = []) {
      if (!draft || stage.at === 'sending') return;
      setStage({ at: 'sending' });
      change({ sent: true });
      try {
        const body = { ...bodyOf(act, draft.values), ...(confirm.length > 0 && { confirm }) };
        const { key, ifMatch } = draft;
        const sent = await postJson<Receipt>(`${path}/${act.path}`, body, { key, ifMatch, csrf: me.csrf });
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
  };
};
