import { useRef, useState, type PointerEvent, type RefObject } from 'react';
import { tellDragging } from './dragging.js';
import type { Which } from './go-to.js';
import type { Handled } from './handle.js';
import type { Stop } from './stops.js';
import { nearest, NOW } from './stops-between.js';

/** The address follows a drag when it rests for so long. */
const REST_MS = 120;

/** Of two that stand in one place it is the one that can come here. */
const nearestTo = (handles: readonly Handled[], share: number): Handled => {
  const away = ({ at, from, to }: Handled) => [Math.abs(at - share), share < from || share > to ? 1 : 0] as const;
  return handles.toSorted((a, b) => away(a)[0] - away(b)[0] || away(a)[1] - away(b)[1])[0]!;
};

type Go = (stop: Stop, to: { readonly which: Which; readonly replace: boolean }) => void;

/** Drags the handle that lies nearest to where the line was pressed. One drag is one entry in the history. */
export const useDrag = (track: RefObject<HTMLElement | null>, handles: readonly Handled[], go: Go) => {
  const [dragged, setDragged] = useState<{ readonly which: Which; readonly stop: Stop }>();
  const timer = useRef(0);
  const shareAt = ({ clientX }: PointerEvent): number => {
    const { left, width } = track.current!.getBoundingClientRect();
    const share = Math.max(0, Math.min(1, (clientX - left) / width));
    return document.documentElement.dir === 'rtl' ? 1 - share : share;
  };
  const stopAt = (event: PointerEvent, { line, from, to, end }: Handled): Stop => {
    const stop = nearest(Math.max(from, Math.min(to, shareAt(event))), line);
    const reached = stop === NOW ? end : stop;
    if (reached.at >= from && reached.at <= to) return reached;
    const all = [...line.sessions, ...line.days, end].filter((it) => it.at >= from && it.at <= to);
    return nearest(reached.at, { ...line, sessions: all, days: [] });
  };
  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const share = shareAt(event);
    const handle = nearestTo(handles, share);
    event.currentTarget.setPointerCapture(event.pointerId);
    tellDragging(true);
    const stop = stopAt(event, handle);
    setDragged({ which: handle.which, stop });
    if (stop.asOf !== handle.moment.asOf) go(stop, { which: handle.which, replace: false });
  };
  const onPointerMove = (event: PointerEvent) => {
    const handle = handles.find(({ which }) => which === dragged?.which);
    if (!handle || !dragged) return;
    const { which } = dragged;
    const stop = stopAt(event, handle);
    if (stop.asOf === dragged.stop.asOf) return;
    setDragged({ which, stop });
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => go(stop, { which, replace: true }), REST_MS);
  };
  const release = () => {
    if (!dragged) return;
    clearTimeout(timer.current);
    go(dragged.stop, { which: dragged.which, replace: true });
    setDragged(undefined);
    tellDragging(false);
    const own = handles.findIndex(({ which }) => which === dragged.which);
    track.current?.querySelectorAll<HTMLElement>('[role=slider]')[own]?.focus();
  };
  return { dragged, on: { onPointerDown, onPointerMove, onPointerUp: release, onPointerCancel: release } };
};
