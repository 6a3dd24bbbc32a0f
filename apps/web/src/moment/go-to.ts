import { useCallback } from 'react';
import { useNavigate } from '@tanstack/react-router';
import type { Stop } from './stops.js';

/** The moment that is shown, or the one that it is compared with. */
export type Which = 'asOf' | 'against';

/** Shows the same page as of another moment. It pushes an entry in the history, or replaces the one of this gesture. */
export const useGoTo = () => {
  const navigate = useNavigate();
  return useCallback(
    ({ asOf }: Pick<Stop, 'asOf'>, { which = 'asOf', replace = false }: { which?: Which; replace?: boolean } = {}) =>
      void navigate({ to: '.', search: (before) => ({ ...before, [which]: asOf }), replace, resetScroll: false }),
    [navigate],
  );
};
