import type { ReactNode } from 'react';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ForumOverview } from '../api/types.gen.js';
import { Mark } from '../marks/mark.js';
import { Seals } from '../marks/seals.js';
import { Words } from '../words/text.js';

interface NeedProps {
  readonly forums: readonly ForumOverview[];
  readonly heading: (total: number) => ReactNode;
  readonly count: (forum: ForumOverview) => number | undefined;
  /** What the matrix is asked for, so that it shows just these. */
  readonly search: Readonly<Record<string, string>>;
}

/** Counts that are lists: each of them leads to its rows. */
export const Needs = ({ forums }: { forums: readonly ForumOverview[] }) => {
  const { t } = useLingui();
  return (
    <section className="attn" aria-label={t`What needs somebody`}>
      <Need
        forums={forums}
        search={{ flag: 'unsigned' }}
        count={({ commitments }) => commitments.flag.unsigned}
        heading={(total) => (
          <>
            <Seals signed={[false, false]} />{' '}
            <Plural value={total} one="waits for signatures" other="wait for signatures" />
          </>
        )}
      />
      <Need
        forums={forums}
        search={{ status: 'reportedComplete' }}
        count={({ commitments }) => commitments.status.reportedComplete}
        heading={(total) => (
          <>
            <Mark name="completionReported" />{' '}
            <Plural value={total} one="waits to be confirmed" other="wait to be confirmed" />
          </>
        )}
      />
      <Need
        forums={forums}
        search={{ flag: 'overdue' }}
        count={({ commitments }) => commitments.flag.overdue}
        heading={(total) => (
          <>
            <Mark name="overdue" /> <Plural value={total} one="is overdue" other="are overdue" />
          </>
        )}
      />
      <Need
        forums={forums}
        search={{ flag: 'silent' }}
        count={({ commitments }) => commitments.flag.silent}
        heading={(total) => (
          <>
            <Mark name="silent" />{' '}
            <Plural
              value={total}
              one="was not spoken of in the last session"
              other="were not spoken of in the last session"
            />
          </>
        )}
      />
      <Need
        forums={forums}
        search={{ flag: 'undated' }}
        count={({ commitments }) => commitments.flag.undated}
        heading={(total) => (
          <>
            <Mark name="clock" /> <Plural value={total} one="has no due date" other="have no due date" />
          </>
        )}
      />
    </section>
  );
};

const Need = ({ forums, heading, count, search }: NeedProps) => {
  const some = forums.filter((forum) => (count(forum) ?? 0) > 0);
  const total = some.reduce((sum, forum) => sum + count(forum)!, 0);
  return (
    <div>
      <b className="n">{total}</b>
      <h2>{heading(total)}</h2>
      <ul>
        {some.map((forum) => (
          <li key={forum.id}>
            <Link to="/forums/$forum" params={{ forum: forum.id }} search={search}>
              <Words of={forum.name} />
            </Link>{' '}
            <span className="num faint">{count(forum)}</span>
          </li>
        ))}
        {some.length === 0 && (
          <li className="faint">
            <Trans>none</Trans>
          </li>
        )}
      </ul>
    </div>
  );
};
