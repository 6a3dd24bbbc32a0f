import { useEffect, useState } from 'react';
import { i18n } from '@lingui/core';
import { Plural, Trans } from '@lingui/react/macro';
import { useIsPast } from '../moment/use-moment.js';
import { useMoments } from '../moment/use-moments.js';
import { useLive, type Live } from './use-live.js';

const timeOf = (ms: number) =>
  new Intl.DateTimeFormat(`${i18n.locale}-u-nu-latn`, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    ms,
  );

/** How the page stands to the ledger, in words; a dot repeats it. */
export const Liveness = () => {
  const live = useLive();
  const past = useIsPast();
  const { liveness, position } = live;
  if (past) return <NotLive />;
  if (!liveness) return null;
  return (
    <span className={`live ${liveness.is}`}>
      {liveness.is === 'lost' ? (
        <Trans>Line lost since {timeOf(liveness.since)}</Trans>
      ) : liveness.is === 'reading' ? (
        <Trans>Reading again</Trans>
      ) : position === undefined ? (
        <Trans>Live</Trans>
      ) : (
        <Trans>
          Live, position <b className="num">{position}</b>
        </Trans>
      )}
      <Announced live={live} />
    </span>
  );
};

/** In the past: where the ledger is now, in a number alone. */
const NotLive = () => {
  const now = useMoments()?.position;
  return (
    <span className="live past">
      {now === undefined ? (
        <Trans>Not live</Trans>
      ) : (
        <Trans>
          Not live: now is position <b className="num">{now}</b>
        </Trans>
      )}
    </span>
  );
};

/** Heard at most once in so many milliseconds, whatever happens. */
const QUIET_MS = 5_000;

const Announced = ({ live: { changes } }: { live: Live }) => {
  const [heard, setHeard] = useState({ upTo: 0, said: 0 });
  useEffect(() => {
    if (changes === heard.upTo) return;
    const timer = setTimeout(
      () => setHeard({ upTo: changes, said: changes - heard.upTo }),
      heard.upTo === 0 ? 0 : QUIET_MS,
    );
    return () => clearTimeout(timer);
  }, [changes, heard]);
  return (
    <span className="sr" aria-live="polite">
      {heard.said > 0 && <Plural value={heard.said} one="# change in the ledger" other="# changes in the ledger" />}
    </span>
  );
};
