import { useLingui as useI18n } from '@lingui/react';
import { Trans, useLingui } from '@lingui/react/macro';
import type { MatrixLine } from '../api/types.gen.js';
import { StatusName } from '../marks/status.js';
import { dateWords } from '../words/dates.js';
import { happenedWords } from '../words/happened-words.js';
import { ordinalIn } from '../words/ids.js';
import { Flags } from './flags.js';
import { movedBy } from './moved-by.js';
import { closed } from '../words/status-words.js';
import type { Sheet } from './sheet.js';

/** How it stands at the moment of the question: its status, what happened after the last session, flags, due date. */
export const NowCell = ({ line, sheet }: { line: MatrixLine; sheet: Sheet }) =>
  sheet.compared?.differences.get(line.id)?.gone ? (
    <span className="r gone">
      <Trans>− not known</Trans>
    </span>
  ) : (
    <span className="r">
      <StatusName status={line.status} />
      {sheet.compared?.left.has(line.id) === true && (
        <span className="left">
          <Trans>left the filters</Trans>
        </span>
      )}
      {sheet.density === 'comfortable' && <Lately line={line} />}
      <span className="fl">
        <Flags line={line} sheet={sheet} />
      </span>
      {!closed.has(line.status) && <DueDate line={line} />}
    </span>
  );

const Lately = ({ line }: { line: MatrixLine }) => {
  const { _ } = useI18n();
  const last = line.since.at(-1);
  if (last === undefined) return <span className="lately" />; // its place, so that nothing moves when it comes
  return (
    <span className="lately">
      <Trans>
        {dateWords(last.on.slice(0, 10), 'short')}: {_(happenedWords[last.did])}
      </Trans>
    </span>
  );
};

/** `Jun 2025 +6 y`: the date that is promised now, and how far it moved since the first one. */
export const DueDate = ({ line: { due, firstDue } }: { line: Pick<MatrixLine, 'due' | 'firstDue'> }) => {
  if (due === undefined) return null;
  const { date, session } = due;
  return (
    <span className="due num">
      <span className="sr">
        <Trans>due</Trans>{' '}
      </span>
      {date !== undefined ? (
        dateWords(date, 'short')
      ) : session !== undefined ? (
        <Trans>by session {ordinalIn(session)}</Trans>
      ) : null}{' '}
      <Slip first={firstDue} now={due} />
    </span>
  );
};

const Slip = ({ first, now }: { first: MatrixLine['due']; now: MatrixLine['due'] }) => {
  const { t } = useLingui();
  const moved = movedBy(first, now);
  if (moved === undefined) return null;
  const by = `${moved.by > 0 ? '+' : '−'}${Math.abs(moved.by)}`;
  const words = { years: t`${by} y`, months: t`${by} m`, days: t`${by} d` }[moved.unit];
  return moved.by > 0 ? (
    <bdi>
      <b>{words}</b>
    </bdi>
  ) : (
    <bdi>{words}</bdi>
  );
};
