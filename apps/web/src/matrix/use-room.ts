import { useCallback, useState } from 'react';

export interface Room {
  readonly width: number;
  /** From its top to the lower edge of the window, before anything is scrolled. */
  readonly height: number;
}

/** Below this a grid would have to be scrolled sideways: a list takes its place. 60 rem of its container. */
export const LEAST_FOR_A_GRID = 960;

/** How much room an element has; the ref goes to the element. */
export const useRoom = (): { readonly room: Room | undefined; readonly ref: (element: HTMLElement | null) => void } => {
  const [room, setRoom] = useState<Room>();
  const ref = useCallback((element: HTMLElement | null) => {
    if (element === null) return undefined;
    const measure = () => {
      const { top, width } = element.getBoundingClientRect();
      const height = window.innerHeight - (top + window.scrollY);
      setRoom((before) => (before?.width === width && before.height === height ? before : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    window.addEventListener('resize', measure);
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', measure);
    };
  }, []);
  return { room, ref };
};
