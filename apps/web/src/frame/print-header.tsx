import { useEffect } from 'react';
import { useLingui } from '@lingui/react/macro';
import { useMomentWords } from '../moment/moment-words.js';

/** What every printed sheet says in its margin: the moment. The style of the sheets takes it from here. */
export const PrintHeader = () => {
  const { t } = useLingui();
  const now = t`as it was known when it was printed`;
  const moment = useMomentWords() ?? now;
  useEffect(() => document.documentElement.style.setProperty('--printed-moment', JSON.stringify(moment)), [moment]);
  return null;
};
