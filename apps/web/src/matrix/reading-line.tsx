import { Fragment, type ReactNode } from 'react';
import { useLingui } from '@lingui/react';
import { Plural, Trans } from '@lingui/react/macro';
import type { OverallStatus as Status } from '../api/types.gen.js';
import { alternat } from '../words/alternat.js';
import { textIn } from '../words/text.js';
import type { MatrixSearch } from './matrix-search.js';
import type { Reading } from './reading.js';
import type { Sheet } from './sheet.js';
import { statuses } from './values.js';

interface ReadingLineProps {
  readonly reading: Reading;
  readonly sheet: Pick<Sheet, 'sides' | 'own' | 'allSessions'>;
  readonly here: (change: Partial<MatrixSearch>) => string;
}

/** The matrix in words, before its grid; each number leads to the rows that it counts. */
export const ReadingLine = ({ reading: { all, byStatus, byFlag, without }, sheet, here }: ReadingLineProps) => {
  const sessions = sheet.allSessions.length;
  const unsigned = byFlag.get('unsigned') ?? 0;
  const undated = byFlag.get('undated') ?? 0;
  const overdue = byFlag.get('overdue') ?? 0;
  const by = (flag: 'unsigned' | 'unassigned' | 'undated' | 'overdue') => ({ href: here({ flag: [flag] }) });
  return (
    <p className="say-it">
      {unsigned === 0 ? (
        <Trans>
          <b>
            <Plural value={all} one="# commitment" other="# commitments" />
          </b>{' '}
          in <Plural value={sessions} one="# session" other="# sessions" />.
        </Trans>
      ) : unsigned === all ? (
        <Trans>
          <b>
            <Plural value={all} one="# commitment" other="# commitments" />
          </b>{' '}
          in <Plural value={sessions} one="# session" other="# sessions" />;{' '}
          <Filter {...by('unsigned')}>none is signed</Filter>.
        </Trans>
      ) : (
        <Trans>
          <b>
            <Plural value={all} one="# commitment" other="# commitments" />
          </b>{' '}
          in <Plural value={sessions} one="# session" other="# sessions" />;{' '}
          <Filter {...by('unsigned')}>
            <Plural value={unsigned} one="# is unsigned" other="# are unsigned" />
          </Filter>
          .
        </Trans>
      )}{' '}
      <Standing byStatus={byStatus} here={here} />
      {alternat(sheet.sides, sheet.own).map(({ side, name }) => {
        const count = without.get(side) ?? 0;
        const who = textIn(name).words;
        return count === 0 ? null : (
          <Fragment key={side}>
            {' '}
            <Trans>
              Nobody is named for {who} in <Filter {...by('unassigned')}>{count} of them</Filter>.
            </Trans>
          </Fragment>
        );
      })}
      {undated > 0 && ' '}
      {undated === 0 ? null : undated === all ? (
        <Trans>
          None has <Filter {...by('undated')}>a due date</Filter>.
        </Trans>
      ) : (
        <Trans>
          <Filter {...by('undated')}>
            <Plural value={undated} one="# has no due date" other="# have no due date" />
          </Filter>
          .
        </Trans>
      )}
      {overdue > 0 && (
        <>
          {' '}
          <Trans>
            <Filter {...by('overdue')}>
              <Plural value={overdue} one="# is overdue" other="# are overdue" />
            </Filter>
            .
          </Trans>
        </>
      )}
    </p>
  );
};

const Filter = ({ href, children }: { href: string; children?: ReactNode }) => (
  <a href={href} data-replace="">
    {children}
  </a>
);

const Standing = ({ byStatus, here }: { byStatus: Reading['byStatus'] } & Pick<ReadingLineProps, 'here'>) => {
  const { i18n } = useLingui();
  const found = statuses.filter((status) => byStatus.has(status));
  const parts = new Intl.ListFormat(i18n.locale).formatToParts(found);
  const list = parts.map(({ type, value }, n) =>
    type === 'literal' ? (
      value
    ) : (
      <Filter key={n} href={here({ status: [value as Status] })}>
        <StatusCount status={value as Status} count={byStatus.get(value as Status)!} />
      </Filter>
    ),
  );
  return found.length > 0 && <Trans>{list}.</Trans>;
};

const StatusCount = ({ status, count }: { status: Status; count: number }) =>
  ({
    proposed: <Plural value={count} one="# is proposed" other="# are proposed" />,
    notStarted: <Plural value={count} one="# has not started" other="# have not started" />,
    inProgress: <Plural value={count} one="# is in progress" other="# are in progress" />,
    onHold: <Plural value={count} one="# is on hold" other="# are on hold" />,
    reportedComplete: <Plural value={count} one="# is reported complete" other="# are reported complete" />,
    completed: <Plural value={count} one="# is completed" other="# are completed" />,
    notAdopted: <Plural value={count} one="# was not adopted" other="# were not adopted" />,
    superseded: <Plural value={count} one="# is superseded" other="# are superseded" />,
    withdrawn: <Plural value={count} one="# is withdrawn" other="# are withdrawn" />,
    lapsed: <Plural value={count} one="# has lapsed" other="# have lapsed" />,
    referred: <Plural value={count} one="# is referred to another forum" other="# are referred to other forums" />,
  })[status];
