import { useRef, type KeyboardEvent } from 'react';
import { useLingui } from '@lingui/react/macro';
import type { Which } from './go-to.js';
import type { Moment } from './moment.js';
import type { Line, Moments, Stop } from './stops.js';
import { NOW, stepByEvent, stepFrom } from './stops-between.js';
import { useStopWords } from './stop-words.js';

/** One moment on the line of time. */
export interface Handled {
  readonly which: Which;
  readonly moment: Moment;
  readonly at: number;
  /** The places where it can stand. */
  readonly line: Line;
  /** The part of the line that it can reach: two moments do not change places. */
  readonly from: number;
  readonly to: number;
  /** The right end of the line for this moment. */
  readonly end: Stop;
}

interface HandleProps {
  readonly of: Handled;
  readonly moments: Moments;
  /** Where it is dragged to at this instant. */
  readonly dragged?: Stop;
  readonly go: (stop: Stop, replace: boolean) => void;
  /** A digit was pressed: the reader wants to type the moment. */
  readonly onType: (first: string) => void;
}

/** Steps that follow each other within this time are one entry of the history. */
const ONE_GESTURE_MS = 1000;

/** A handle of the slider. Arrows go from session to session, with Shift from event to event; Home is the first of them. */
export const Handle = ({ of, moments, dragged, go, onType }: HandleProps) => {
  const { t } = useLingui();
  const words = useStopWords();
  const last = useRef(-Infinity);
  const { which, moment, line, from, to, end } = of;
  const at = dragged?.at ?? of.at;
  const current = dragged ?? [...line.sessions, ...line.days].find((it) => it.asOf === moment.asOf) ?? moment;
  const within = (stop: Stop): Stop | undefined => {
    const reached = stop === NOW ? end : stop;
    return reached.at >= from && reached.at <= to ? reached : undefined;
  };
  const key = (event: KeyboardEvent) => {
    if (/^[0-9]$/.test(event.key) && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault();
      return onType(event.key);
    }
    const rightToLeft = document.documentElement.dir === 'rtl';
    const [forward, back] = rightToLeft ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft'];
    const step = (direction: 1 | -1) =>
      event.shiftKey
        ? stepByEvent(at, direction, line, moments.position)
        : stepFrom(at, direction, line.sessions.length > 0 ? line.sessions : line.days);
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
    const reached = within(stop);
    if (!reached) return;
    go(reached, event.timeStamp - last.current < ONE_GESTURE_MS);
    last.current = event.timeStamp;
  };
  return (
    <span
      className={which === 'against' ? 'knob b' : 'knob'}
      style={{ insetInlineStart: `${at * 100}%` }}
      role="slider"
      tabIndex={0}
      aria-label={which === 'against' ? t`Compared with` : t`Moment`}
      aria-valuemin={Math.round(from * 100)}
      aria-valuemax={Math.round(to * 100)}
      aria-valuenow={Math.round(at * 100)}
      aria-valuetext={words(current)}
      onKeyDown={key}
    />
  );
};
