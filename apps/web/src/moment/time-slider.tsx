import { useRef } from 'react';
import { useGoTo, type Which } from './go-to.js';
import { Handle, type Handled } from './handle.js';
import type { Moment } from './moment.js';
import { lineBasis, lineOf, type Moments, type Stop } from './stops.js';
import { NOW, standsAt, stopsOf } from './stops-between.js';
import { Track } from './track.js';
import { useDrag } from './use-drag.js';

interface TimeSliderProps {
  readonly moments: Moments;
  readonly moment: Moment;
  /** What an answer as of this moment said. */
  readonly position?: number;
  /** The moment that it is compared with. */
  readonly other?: Moment;
  readonly onType: (which: Which, first: string) => void;
}

/** The line of time: sessions are stops, events fine ticks. While two moments are compared it has a handle for each. */
export const TimeSlider = ({ moments, moment, position, other, onType }: TimeSliderProps) => {
  const go = useGoTo();
  const track = useRef<HTMLDivElement>(null);
  const line = lineOf(moments, { asOfBasis: lineBasis(moment, other) });
  const shownAt = standsAt(line, moments, moment, position);
  const otherAt = other && standsAt(line, moments, other);
  const crossed = otherAt !== undefined && otherAt > shownAt; // only an address can say so
  const handles: readonly Handled[] = [
    {
      which: 'asOf',
      moment,
      at: shownAt,
      line: stopsOf(line, moment),
      from: crossed ? 0 : (otherAt ?? 0),
      to: 1,
      end: NOW,
    },
    ...(other && otherAt !== undefined
      ? [
          {
            which: 'against' as const,
            moment: other,
            at: otherAt,
            line: stopsOf(line, other),
            from: 0,
            to: crossed ? 1 : shownAt,
            end: endFor(other, moments),
          },
        ]
      : []),
  ];
  const { dragged, on } = useDrag(track, handles, go);
  const placed = handles.map((it) => (dragged?.which === it.which ? dragged.stop.at : it.at));
  return (
    <div ref={track} className={dragged ? 'track dragged' : 'track'} {...on}>
      <Track line={line} until={Math.max(...placed)} from={other ? Math.min(...placed) : 0} />
      {handles.map((it) => (
        <Handle
          key={it.which}
          of={it}
          moments={moments}
          dragged={dragged?.which === it.which ? dragged.stop : undefined}
          go={(stop, replace) => go(stop, { which: it.which, replace })}
          onType={(first) => onType(it.which, first)}
        />
      ))}
    </div>
  );
};

/** Without a moment of its own a comparison by what was recorded would end: its right end is the latest position. */
const endFor = ({ asOfBasis }: Moment, { position }: Moments): Stop =>
  asOfBasis ? NOW : { asOf: String(position), at: 1 };
