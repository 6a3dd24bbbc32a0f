import './as-of-bar.css';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Trans, useLingui } from '@lingui/react/macro';
import { AsOfWords } from './as-of-words.js';
import { BackToNow, StopComparing } from './back-to-now.js';
import { Bases } from './bases.js';
import { onChooseMoment } from './choose-moment.js';
import type { Which } from './go-to.js';
import { isPast, type Moment } from './moment.js';
import { MomentField } from './moment-field.js';
import { SignedOnly } from './signed-only.js';
import { TimeSlider } from './time-slider.js';
import { useAnswered } from './use-answered.js';
import { useMoment, useOther } from './use-moment.js';
import { useMoments } from './use-moments.js';

/**
 * Below the masthead in the past, in a colour that nothing else has: which moment, by what, and the way back. Now it
 * opens when the reader wants to choose a moment.
 */
export const AsOfBar = () => {
  const other = useOther();
  const past = isPast(useMoment()) || other !== undefined;
  const [open, setOpen] = useState(false);
  const [wish, setWish] = useState<Wish>();
  useEffect(
    () =>
      onChooseMoment((which) => {
        setOpen(which === 'asOf');
        setWish({ which });
      }),
    [],
  );
  // Before anything is painted: no picture has the words of one moment in the frame of another.
  useLayoutEffect(() => {
    document.body.classList.toggle('past', past);
  }, [past]);
  return past || open ? <Bar past={past} other={other} wish={wish} close={() => setOpen(false)} /> : null;
};

/** Which handle was asked for; each time anew. */
interface Wish {
  readonly which: Which;
}

interface BarProps {
  readonly past: boolean;
  readonly other?: Moment;
  readonly wish?: Wish;
  readonly close: () => void;
}

const Bar = ({ past, other, wish, close }: BarProps) => {
  const { t } = useLingui();
  const moment = useMoment();
  const moments = useMoments();
  const position = useAnswered()?.position;
  const [typing, setTyping] = useState<{ readonly which: Which; readonly first: string }>();
  const bar = useRef<HTMLElement>(null);
  const ready = moments !== undefined;
  const met = useRef<Wish>(undefined);
  const handle = (which: Which) =>
    bar.current?.querySelector<HTMLElement>(`[role=slider]${which === 'against' ? '.b' : ''}`);
  const compares = other !== undefined;
  // In the past the bar is there already, and its second handle comes with the new address.
  useEffect(() => {
    const wished = wish && ready && met.current !== wish ? handle(wish.which) : undefined;
    if (!wished) return;
    met.current = wish;
    wished.focus();
  }, [wish, ready, compares]);
  const done = (which: Which) => {
    setTyping(undefined);
    requestAnimationFrame(() => handle(which)?.focus());
  };
  const type = (which: Which, first = '') => setTyping({ which, first });
  return (
    <section
      ref={bar}
      className={past ? 'asof' : 'asof choosing'}
      aria-label={t`As of`}
      onKeyDown={({ key }) => !past && key === 'Escape' && typing === undefined && close()}
    >
      <AsOfWords moments={moments} position={position} other={other} type={type} />
      {!moments ? (
        <span className="track" />
      ) : typing !== undefined ? (
        <MomentField
          key={typing.which}
          {...typing}
          moment={(typing.which === 'against' && other) || moment}
          moments={moments}
          done={() => done(typing.which)}
        />
      ) : (
        <span className="when">
          <TimeSlider moments={moments} moment={moment} position={position} other={other} onType={type} />
          {!other && (
            <button type="button" className="btn quiet" onClick={() => type('asOf')}>
              <Trans>Type a moment</Trans>
            </button>
          )}
        </span>
      )}
      <div className="ctl">
        <Bases moment={moment} other={other} moments={moments} />
        {!other && <SignedOnly />}
        {other ? (
          <StopComparing />
        ) : past ? (
          <BackToNow />
        ) : (
          <button type="button" className="btn" onClick={close}>
            <Trans>Close</Trans>
          </button>
        )}
      </div>
    </section>
  );
};
