import { Plural, Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ForumOverview } from '../api/types.gen.js';
import { Seals } from '../marks/seals.js';

/** What the matrix is asked for. */
const theUnsigned: Readonly<Record<string, string>> = { flag: 'unsigned' };

/** How many commitments a forum has, and how many of them are unsigned or unfinished. */
export const Total = ({ forum: { id, commitments } }: { forum: ForumOverview }) => {
  const unsigned = commitments.flag.unsigned ?? 0;
  if (commitments.all === 0)
    return (
      <span className="faint">
        <Trans>none recorded</Trans>
      </span>
    );
  return (
    <>
      <p>
        <b>{commitments.all}</b>
        {', '}
        <Plural value={commitments.unfinished} _0="none of them open" one="# of them open" other="# of them open" />
      </p>
      {unsigned > 0 && (
        <p>
          <Seals signed={[false, false]} />{' '}
          <Link to="/forums/$forum" params={{ forum: id }} search={theUnsigned}>
            <Plural value={unsigned} one="# unsigned" other="# unsigned" />
          </Link>
        </p>
      )}
    </>
  );
};
