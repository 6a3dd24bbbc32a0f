import { useEffect } from 'react';
import { useMomentWords } from '../moment/moment-words.js';
import { say } from './say.js';

/** The title of the window, with the moment when it is not now; it is also heard on arrival, the moment first. */
export const useTitle = (title: string) => {
  const moment = useMomentWords();
  useEffect(() => {
    document.title = [title, moment, 'JWG Ledger'].filter((it) => it !== undefined).join(' · ');
    say([moment, title].filter((it) => it !== undefined).join(', '));
  }, [title, moment]);
};
