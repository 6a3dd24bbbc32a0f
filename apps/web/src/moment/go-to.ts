import { useCallback } from 'react';
import { useNavigate } from '@tanstack/react-router';
import type { Stop } from './stops.js';

/** Shows the same page as of another moment. It pushes an entry in the history, or replaces the one of this gesture. */
export const useGoTo = () => {
  const navigate = useNavigate();
  return useCallback(
    ({ asOf }: Pick<Stop, 'asOf'>, replace = false) =>
      void navigate({ to: '.', search: (before) => ({ ...before, asOf }), replace, resetScroll: false }),
    [navigate],
  );
};
