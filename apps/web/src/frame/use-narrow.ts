import { useSyncExternalStore } from 'react';

const narrow = '(width < 60rem)';

const listen = (hear: () => void) => {
  const asked = matchMedia(narrow);
  asked.addEventListener('change', hear);
  return () => asked.removeEventListener('change', hear);
};

/** Whether the window is as narrow as a phone's. */
export const useNarrow = (): boolean => useSyncExternalStore(listen, () => matchMedia(narrow).matches);
