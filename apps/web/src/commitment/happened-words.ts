import { useLingui } from '@lingui/react/macro';
import type { Happened } from './promises.js';

/** What happened, beside its day. */
export const useHappenedWords = (): ((of: Happened) => string) => {
  const { t } = useLingui();
  return ({ what, percent = 0, title = '' }) => {
    switch (what) {
      case 'progress':
        return t`${percent} % done`;
      case 'reported':
        return t`completion reported`;
      case 'confirmed':
        return t`completion confirmed`;
      case 'milestone':
        return t`reached: ${title}`;
    }
  };
};
