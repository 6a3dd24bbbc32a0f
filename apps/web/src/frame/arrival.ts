import { useEffect, type RefObject } from 'react';
import { useRouterState } from '@tanstack/react-router';

let before: string | undefined;

/**
 * On arrival at another screen its heading has the focus, so that the next Tab and the screen reader go on from there.
 * The first page keeps the browser's own beginning: the links that skip.
 */
export const useArrival = (heading: RefObject<HTMLElement | null>) => {
  const path = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname });
  useEffect(() => {
    if (path === undefined) return; // the first page is still on its way
    const arrived = before !== undefined && before !== path;
    before = path;
    if (arrived && location.hash === '') heading.current?.focus({ preventScroll: true });
  }, [path, heading]);
};
