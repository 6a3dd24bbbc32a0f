import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useLingui } from '@lingui/react/macro';
import type { Moment } from './moment.js';
import { useGoTo } from './go-to.js';
import { lineOf, placeOf, type Moments, type Stop } from './stops.js';
import { nearest, NOW, stepByEvent, stepFrom } from './stops-between.js';
import { useStopWords } from './stop-words.js';
import { Track } from './track.js';

interface TimeSliderProps {
  readonly moments: Moments;
  readonly moment: Moment;
  /** What an answer as of this moment said. */
  readonly position?: number;
  /** A digit was pressed: the reader wants to type the moment. */
  readonly onType: (first: string) => void;
}

/**
 * The line of time: sessions are stops, events fine ticks. Arrows go from session to session, with Shift from event to
 * event; Home is the first of them, End is now. One gesture is one entry in the history.
 */
export const TimeSlider = ({ moments, moment, position, onType }: TimeSliderProps) => {
  const { t } = useLingui();
  const words = useStopWords();
  const go = useGoTo();
  const track = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<Stop>();
  const last = useRef({ at: -Infinity, timer: 0 });
  const line = lineOf(moments, moment);
  const at = dragged?.at ?? placeOf(line, moments, moment, position);
  const current = dragged ?? [...line.sessions, ...line.days].find((it) => it.asOf === moment.asOf) ?? moment;

  const key = (event: KeyboardEvent) => {
    const forward = document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const back = forward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
    const step = (direction: 1 | -1) =>
      event.shiftKey
        ? stepByEvent(at, direction, line, moments.position)
        : stepFrom(at, direction, line.sessions.length > 0 ? line.sessions : line.days);
    if (/^[0-9]$/.test(event.key) && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault();
      return onType(event.key);
    }
    const stop = {
      [forward]: () => step(1),
      ArrowUp: () => step(1),
      [back]: () => step(-1),
      ArrowDown: () => step(-1),
      Home: () => [...line.sessions, ...line.days].reduce((first, it) => (it.at < first.at ? it : first), NOW),
      End: () => NOW,
    }[event.key]?.();
    if (!stop) return;
    event.preventDefault();
    go(stop, event.timeStamp - last.current.at < 1000);
    last.current.at = event.timeStamp;
  };

  const pointedAt = (event: PointerEvent): Stop => {
    const { left, width } = track.current!.getBoundingClientRect();
    const share = Math.max(0, Math.min(1, (event.clientX - left) / width));
    return nearest(document.documentElement.dir === 'rtl' ? 1 - share : share, line);
  };
  const grab = (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const stop = pointedAt(event);
    setDragged(stop);
    if (stop.asOf !== moment.asOf) go(stop);
  };
  const drag = (event: PointerEvent) => {
    if (!dragged) return;
    const stop = pointedAt(event);
    if (stop.asOf === dragged.asOf) return;
    setDragged(stop);
    clearTimeout(last.current.timer);
    last.current.timer = window.setTimeout(() => go(stop, true), 120);
  };
  const release = () => {
    if (!dragged) return;
    clearTimeout(last.current.timer);
    go(dragged, true);
    setDragged(undefined);
  };

  return (
    <div
      ref={track}
      className={dragged ? 'track dragged' : 'track'}
      role="slider"
      tabIndex={0}
      aria-label={t`Moment`}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(at * 100)}
      aria-valuetext={words(current)}
      onKeyDown={key}
      onPointerDown={grab}
      onPointerMove={drag}
      onPointerUp={release}
      onPointerCancel={release}
    >
      <Track line={line} at={at} />
    </div>
  );
};
