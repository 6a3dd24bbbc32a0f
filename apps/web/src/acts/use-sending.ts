import { useEffect, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { getTagged, postJson } from '../api/fetch-json.js';
import { meQuery } from '../api/me.js';
import { Problem } from '../api/problem.js';
import { signInEnded, useSignInEnded } from '../api/sign-in-ended.js';
import type { Drafting } from '../drafts/use-draft.js';
import { requestOf, subjectOf, type Act, type Values } from './act.js';
import { stageAfter, type How, type Stage } from './sending.js';

interface Receipt {
  readonly events: readonly { readonly position: number }[];
}

interface Sending {
  readonly stage: Stage;
  /** Sends the draft. */
  send(how?: How): Promise<void>;
  /** Reads what is there now, and goes back to writing: the next sending says that its writer saw it. */
  seen(): Promise<void>;
  /** Makes a further entry of it: what was sent before stays recorded beside it. */
  anew(): void;
}

/** Sends one act on one commitment or session: once, however often it is asked to. */
export const useSending = (act: Act, id: string, drafting: Drafting<Values>): Sending => {
  const [own, setStage] = useState<Stage>({ at: 'writing' });
  const queries = useQueryClient();
  const ended = useSignInEnded();
  const { draft, wasFound, change, drop } = drafting;
  // The page was closed while it was being sent: nobody knows here what came of it.
  const stage: Stage = own.at === 'writing' && wasFound && draft.sent ? { at: 'unknown' } : own;
  const send = async ({ confirm = [], first = draft.first === true }: How = {}, isAgain = false): Promise<void> => {
    if (stage.at === 'sending') return;
    setStage({ at: 'sending' });
    change({ sent: true, first: first || undefined });
    try {
      const { path, body } = requestOf(act, id, draft.values, first);
      const { key, ifMatch } = draft;
      const csrf = queries.getQueryData(meQuery.queryKey)?.csrf; // of the sign-in as it is now
      const whole = { ...body, ...(confirm.length > 0 && { confirm }) };
      const sent = await postJson<Receipt>(path, whole, { key, ifMatch, csrf });
      drop();
      setStage({ at: 'recorded', position: sent.body.events.at(-1)?.position });
      await queries.invalidateQueries();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const next = stageAfter(error, { confirm, first }, isAgain);
      if (next.at !== 'unknown') change({ sent: undefined, first: undefined });
      if (next.at === 'signedOut') signInEnded(queries);
      setStage(next);
      if (next.at === 'stale') await queries.invalidateQueries();
    }
  };
  const waiting = own.at === 'signedOut' ? own.how : undefined;
  // Whoever signed in again meant it to be sent; it has its key, so it is recorded once.
  useEffect(() => {
    // eslint-disable-next-line react-hooks/set-state-in-effect -- what is set is how far the sending is
    if (waiting && ended === 0) void send(waiting, true);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only the sign-in sets it off
  }, [ended]);
  return {
    stage,
    send,
    async seen() {
      const { etag } = await getTagged(subjectOf(act, id));
      change({ ifMatch: etag });
      setStage({ at: 'writing' });
    },
    anew() {
      change({ key: crypto.randomUUID() });
      setStage({ at: 'writing' });
    },
  };
};
