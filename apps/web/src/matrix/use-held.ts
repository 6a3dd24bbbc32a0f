import { useEffect, useRef, useState } from 'react';
import { onDragging } from '../moment/dragging.js';

/** What there was when a handle of the line of time was taken up, until it is let go: then nothing changes its place. */
export const useHeld = <T>(current: T): T | undefined => {
  const latest = useRef(current);
  const [held, setHeld] = useState<T>();
  useEffect(() => {
    latest.current = current;
  });
  useEffect(() => onDragging((on) => setHeld(on ? latest.current : undefined)), []);
  return held;
};
