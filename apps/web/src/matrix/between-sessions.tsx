import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import type { CommitmentAnswer, MatrixSession } from '../api/types.gen.js';
import { dateWords } from '../words/dates.js';
import { useDueWords } from '../words/due-words.js';
import { statusWords } from '../words/status-words.js';
import { changesBefore, type Change } from './between.js';

interface BetweenProps {
  readonly commitment: CommitmentAnswer;
  readonly session: MatrixSession;
  readonly before: MatrixSession | undefined;
}

/** What happened to a commitment between two sessions. */
export const Between = ({ commitment, session, before }: BetweenProps) => {
  const changes = changesBefore(commitment, session, before);
  if (changes.length === 0) return null;
  return (
    <div>
      <h3>
        {before === undefined ? (
          <Trans>Before this session</Trans>
        ) : (
          <Trans>
            Between sessions {before.ordinal} and {session.ordinal}
          </Trans>
        )}
      </h3>
      <ul>
        {changes.map((change) => (
          <li key={change.eventId}>
            <Happened change={change} />
          </li>
        ))}
      </ul>
    </div>
  );
};

const Happened = ({ change }: { change: Change }) => {
  const { _ } = useLingui();
  const dueWords = useDueWords();
  const on = dateWords(change.on, 'short');
  if (change.due !== undefined) {
    const due = dueWords(change.due, 'short');
    return (
      <Trans>
        {on}: due {due}
      </Trans>
    );
  }
  if (change.status === undefined) return <Trans>{on}: signed by both sides</Trans>;
  const status = _(statusWords[change.status]);
  return change.adopted ? (
    <Trans>
      {on}: signed by both sides, {status}
    </Trans>
  ) : (
    <Trans>
      {on}: {status}
    </Trans>
  );
};
