import { useCallback, useSyncExternalStore } from 'react';

/** Whether the window is narrower than so many rem. */
export const useNarrow = (rem: number): boolean => {
  const query = `(width < ${rem}rem)`;
  const listen = useCallback(
    (hear: () => void) => {
      const asked = matchMedia(query);
      asked.addEventListener('change', hear);
      return () => asked.removeEventListener('change', hear);
    },
    [query],
  );
  return useSyncExternalStore(listen, () => matchMedia(query).matches);
};
