import { useEffect, useState } from 'react';
import { Plural, Trans } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';

/** Counts down as long as the server asked for, then reads again what could not be read; or at once, by the button. */
export const ReadAgain = ({ after = 10 }: { after?: number }) => {
  const queries = useQueryClient();
  const [left, setLeft] = useState(after);
  const again = () => {
    setLeft(after);
    void queries.refetchQueries({ type: 'active', predicate: ({ state }) => state.status === 'error' });
  };
  useEffect(() => {
    const second = setTimeout(() => (left > 0 ? setLeft(left - 1) : again()), 1000);
    return () => clearTimeout(second);
  });
  return (
    <>
      <span className="num">
        <Plural value={left} one="Reading again in # second." other="Reading again in # seconds." />
      </span>
      <button type="button" className="btn" onClick={again}>
        <Trans>Read again now</Trans>
      </button>
    </>
  );
};
