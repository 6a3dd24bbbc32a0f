import { useEffect } from 'react';
import { useLocation } from '@tanstack/react-router';

/**
 * The place on the page that the address names after `#`. Once its content is there, it is scrolled to and has the
 * focus.
 */
export const useHere = (ready: boolean): string => {
  const { hash } = useLocation();
  useEffect(() => {
    if (!ready || hash === '') return;
    const place = document.getElementById(hash);
    place?.scrollIntoView({ block: 'center' });
    place?.focus({ preventScroll: true });
  }, [ready, hash]);
  return hash;
};
