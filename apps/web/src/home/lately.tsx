import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import type { ForumOverview, Overview } from '../api/types.gen.js';
import { SubjectLink } from '../words/subject-link.js';
import { dateWords } from '../words/dates.js';
import { eventNames } from '../words/event-names.js';
import { forumIn } from '../words/ids.js';
import { Words } from '../words/text.js';

const SHOWN = 8;

/** What was recorded last, the latest first. */
export const Lately = ({
  lately,
  forums,
}: {
  lately: Overview['lately'];
  forums: readonly Pick<ForumOverview, 'id' | 'name'>[];
}) => {
  const { _ } = useLingui();
  return (
    <section className="sec">
      <h2>
        <Trans>
          Lately <small>what was recorded last, the latest first</small>
        </Trans>
      </h2>
      <ol className="happenings">
        {lately.slice(0, SHOWN).map(({ subject, type, title, titles, position, occurredAt }) => {
          const forum = forums.find(({ id }) => id === forumIn(subject));
          return (
            <li key={position}>
              <div className="when">{dateWords(occurredAt.value, 'short')}</div>
              <div className="wh">
                {_(eventNames[type as keyof typeof eventNames])}:{' '}
                <SubjectLink subject={subject} titles={titles ?? (title === undefined ? undefined : { en: title })} />
                {forum && (
                  <div className="small faint">
                    <Words of={forum.name} />
                  </div>
                )}
              </div>
              <div className="small faint num">
                <Trans>position {position}</Trans>
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
};
