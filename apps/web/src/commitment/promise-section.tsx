import { useLingui as useI18n } from '@lingui/react';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { sessionsQuery } from '../api/queries.js';
import type { CommitmentAnswer } from '../api/types.gen.js';
import type { Moment } from '../moment/moment.js';
import type { Entry } from '../words/entry.js';
import { useMoveWords } from './move-words.js';
import { PromiseLadder } from './promise-ladder.js';
import { PromiseTable } from './promise-table.js';
import { WhyLink } from './why-link.js';
import { daysOfSessions, happenedTo, movedInAll, promisesOf, type Promised } from './promises.js';

interface SectionProps {
  readonly of: CommitmentAnswer;
  readonly entries: readonly Entry[];
  readonly moment: Moment;
}

/** Each time that a due date was said, and what really happened. */
export const PromiseSection = ({ of, entries, moment }: SectionProps) => {
  const { t } = useLingui();
  const { i18n } = useI18n();
  const sessions = useQuery(sessionsQuery(of.forum, moment));
  const days = daysOfSessions(sessions.data?.sessions ?? []);
  const rows = promisesOf(of, days);
  const reports = entries.flatMap(({ type, data, occurredAt }) =>
    type === 'ProgressReported' && 'percent' in data && data.percent !== undefined
      ? [{ on: occurredAt.value, percent: data.percent }]
      : [],
  );
  const happened = happenedTo(of, reports);
  if (rows.length === 0)
    return (
      <section className="sec">
        <h2>
          {of.kind === 'continuing' ? (
            <Trans>It has no due date, since it never ends</Trans>
          ) : (
            <Trans>No due date is recorded</Trans>
          )}
        </h2>
      </section>
    );
  return (
    <section className="sec" aria-labelledby="due">
      <h2 id="due">
        <Heading rows={rows} total={movedInAll(rows, days)} />
        <small>
          <WhyLink of={of.id} what="due" about={t`due date`} />
        </small>
      </h2>
      <div className="card promise">
        <PromiseLadder key={i18n.locale} rows={rows} happened={happened} total={movedInAll(rows, days)} />
        <PromiseTable rows={rows} happened={happened} />
      </div>
    </section>
  );
};

const Heading = ({ rows, total }: { rows: readonly Promised[]; total: ReturnType<typeof movedInAll> }) => {
  const words = useMoveWords();
  const moves = rows.length - 1;
  if (moves === 0) return <Trans>The due date never moved</Trans>;
  if (total === undefined)
    return (
      <Trans>
        The due date moved <Plural value={moves} one="once" _2="twice" other="# times" />
      </Trans>
    );
  const inAll = words(total);
  return (
    <Trans>
      The due date moved <Plural value={moves} one="once" _2="twice" other="# times" />: {inAll} in all
    </Trans>
  );
};
