import './as-of-bar.css';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Trans, useLingui } from '@lingui/react/macro';
import { AsOfWords } from './as-of-words.js';
import { BackToNow } from './back-to-now.js';
import { Basis } from './basis.js';
import { onChooseMoment } from './choose-moment.js';
import { isPast } from './moment.js';
import { MomentField } from './moment-field.js';
import { SignedOnly } from './signed-only.js';
import { TimeSlider } from './time-slider.js';
import { useAnswered } from './use-answered.js';
import { useMoment } from './use-moment.js';
import { useMoments } from './use-moments.js';

/**
 * Below the masthead in the past, in a colour that nothing else has: which moment, by what, and the way back. Now it
 * opens when the reader wants to choose a moment.
 */
export const AsOfBar = () => {
  const past = isPast(useMoment());
  const [open, setOpen] = useState(false);
  const [wish, setWish] = useState(0);
  useEffect(
    () =>
      onChooseMoment(() => {
        setOpen(true);
        setWish((before) => before + 1);
      }),
    [],
  );
  // Before anything is painted: no picture has the words of one moment in the frame of another.
  useLayoutEffect(() => {
    document.body.classList.toggle('past', past);
  }, [past]);
  return past || open ? <Bar past={past} wish={wish} close={() => setOpen(false)} /> : null;
};

const Bar = ({ past, wish, close }: { past: boolean; wish: number; close: () => void }) => {
  const { t } = useLingui();
  const moment = useMoment();
  const moments = useMoments();
  const position = useAnswered()?.position;
  const [typing, setTyping] = useState<string>();
  const bar = useRef<HTMLElement>(null);
  const ready = moments !== undefined;
  useEffect(() => {
    if (wish > 0 && ready) bar.current?.querySelector<HTMLElement>('[role=slider]')?.focus();
  }, [wish, ready]);
  const done = () => {
    setTyping(undefined);
    requestAnimationFrame(() => bar.current?.querySelector<HTMLElement>('[role=slider]')?.focus());
  };
  return (
    <section
      ref={bar}
      className={past ? 'asof' : 'asof choosing'}
      aria-label={t`As of`}
      onKeyDown={({ key }) => !past && key === 'Escape' && typing === undefined && close()}
    >
      <AsOfWords moments={moments} position={position} />
      {!moments ? (
        <span className="track" />
      ) : typing !== undefined ? (
        <MomentField first={typing} moments={moments} done={done} />
      ) : (
        <span className="when">
          <TimeSlider moments={moments} moment={moment} position={position} onType={setTyping} />
          <button type="button" className="btn quiet" onClick={() => setTyping('')}>
            <Trans>Type a moment</Trans>
          </button>
        </span>
      )}
      <div className="ctl">
        <Basis moments={moments} />
        <SignedOnly />
        {past ? (
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
