import { useEffect, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useMe } from '../api/me.js';
import { askPosition } from '../api/queries.js';
import { isPast } from '../moment/moment.js';
import { useMoment } from '../moment/use-moment.js';
import type { Liveness } from './changes.js';
import { followChanges } from './leader.js';
import { catchUp, keepUp } from './keep-up.js';
import { isTouched } from './what-it-touches.js';

export interface Live {
  /** Undefined in the past, where nothing changes. */
  readonly liveness: Liveness | undefined;
  /** The position of the latest change that was told. */
  readonly position: number | undefined;
  /** How many changes came since the page was opened. */
  readonly changes: number;
}

/** Changes that come together are read again together. */
const TOGETHER_MS = 250;

/** Keeps what is on the page as the ledger has it now. In the past no stream is held. */
export const useLive = (): Live => {
  const queries = useQueryClient();
  const isNow = !isPast(useMoment());
  const isSignedIn = useMe() != null;
  const [live, setLive] = useState<Live>({ liveness: undefined, position: undefined, changes: 0 });
  useEffect(() => {
    if (!isNow || !isSignedIn) return;
    const touched = new Set<string>();
    let latest = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = followChanges((told) => {
      if ('liveness' in told) {
        // The stream begins where the ledger is now: what was told before that is asked again if it has moved on since.
        if (told.liveness.is === 'live')
          void askPosition().then(
            (position) => {
              setLive((it) => ({ ...it, position: Math.max(position, it.position ?? 0) }));
              return catchUp(queries, position);
            },
            () => {},
          );
        setLive((it) => ({ ...it, liveness: told.liveness }));
        return;
      }
      const { position, subjects } = told.changed;
      latest = position;
      for (const subject of subjects) touched.add(subject);
      setLive((it) => ({ ...it, position, changes: it.changes + 1 }));
      timer ??= setTimeout(() => {
        timer = undefined;
        const subjects = [...touched];
        touched.clear();
        void keepUp(queries, latest, (path) => isTouched(path, subjects));
      }, TOGETHER_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [queries, isNow, isSignedIn]);
  return isNow && isSignedIn ? live : { ...live, liveness: undefined };
};
