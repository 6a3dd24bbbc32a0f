import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ForumOverview } from '../api/types.gen.js';
import { Seals } from '../marks/seals.js';
import { Words } from '../words/text.js';
import { Held } from './held.js';
import { timeAxis, type TimeAxis } from './time-axis.js';
import { Total } from './total.js';

const place = (at: number) => ({ insetInlineStart: `${at * 100}%` });

/** Forums as lanes over the years: when each session met, and how long its minutes waited for both signatures. */
export const Lanes = ({ forums }: { forums: readonly ForumOverview[] }) => {
  const days = forums.flatMap(({ sessions }) =>
    sessions.flatMap(({ openedOn, heldNotAfter, signedOn }) =>
      [openedOn ?? heldNotAfter, signedOn].filter((it) => it !== undefined),
    ),
  );
  const axis = timeAxis(days, new Date().toISOString());
  return (
    <section className="sec">
      <h2>
        <Trans>
          Forums and their sessions{' '}
          <small>
            a ring is a session · <Seals signed={[true, true]} /> its minutes signed by both sides · dashed: the wait in
            between
          </small>
        </Trans>
      </h2>
      <div className="lanes">
        <div className="lane head small faint" aria-hidden="true">
          <div>
            <Trans>Forum</Trans>
          </div>
          <div className="ln2">
            {axis.years.map(({ year, at }) => (
              <span key={year} className="year" style={place(at)}>
                {year}
              </span>
            ))}
          </div>
          <div>
            <Trans>Commitments</Trans>
          </div>
        </div>
        <ul>
          {forums.map((forum) => (
            <Lane
              key={forum.id}
              forum={forum}
              groups={forums.filter((it) => it.parent === forum.id).length}
              axis={axis}
            />
          ))}
        </ul>
      </div>
    </section>
  );
};

const Lane = ({ forum, groups, axis }: { forum: ForumOverview; groups: number; axis: TimeAxis }) => (
  <li className="lane">
    <div>
      <h3>
        <Link to="/forums/$forum" params={{ forum: forum.id }}>
          <Words of={forum.name} />
        </Link>
      </h3>
      <p className="small faint">
        {forum.level === 'workingGroup' ? (
          <Trans>joint working group</Trans>
        ) : groups > 0 ? (
          <Trans>committee, parent of {groups} of these groups</Trans>
        ) : (
          <Trans>committee</Trans>
        )}
        {forum.dormant && (
          <>
            {' · '}
            <Trans>dormant</Trans>
          </>
        )}
      </p>
    </div>
    <div className="ln2">
      {axis.years.map(({ year, at }) => (
        <span key={year} className="yr2" style={place(at)} />
      ))}
      <span className="axis0" />
      {forum.sessions.map((session) => (
        <Held key={session.id} session={session} forum={forum} axis={axis} />
      ))}
    </div>
    <div>
      <Total forum={forum} />
    </div>
  </li>
);
