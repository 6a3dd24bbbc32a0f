import { useLingui as useI18n } from '@lingui/react';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { commitmentQuery } from '../api/queries.js';
import type { MatrixLine, MatrixSession } from '../api/types.gen.js';
import { Seals } from '../marks/seals.js';
import type { Moment } from '../moment/moment.js';
import { dateWords } from '../words/dates.js';
import { useDueWords } from '../words/due-words.js';
import type { Names } from '../words/names.js';
import { statusWords } from '../words/status-words.js';
import { Beside } from './beside.js';
import { Between } from './between-sessions.js';
import { standingAt } from './runs.js';
import { SaidThere } from './said-there.js';
import { idHere, sealsOf, type Sheet } from './sheet.js';

interface CellPopoverProps {
  readonly line: MatrixLine;
  readonly session: MatrixSession;
  readonly sheet: Sheet;
  readonly names: Names;
  readonly moment: Moment;
  readonly close: () => void;
}

/** What one session did to one commitment: in its words, with its source, and how it stood when the session closed. */
export const CellPopover = ({ line, session, sheet, names, moment, close }: CellPopoverProps) => {
  const { t } = useLingui();
  const commitment = useQuery(commitmentQuery(line.id, moment));
  const id = idHere(line.id, sheet.forum);
  const { ordinal, openedOn, closedAt } = session;
  const day = openedOn === undefined ? undefined : dateWords(openedOn, 'short');
  const title = day === undefined ? t`Session ${ordinal} · ${id}` : t`Session ${ordinal} · ${day} · ${id}`;
  const cell = line.cells.find((it) => it.session === session.id);
  const place = sheet.sessions.indexOf(session);
  const before = sheet.allSessions[sheet.allSessions.indexOf(session) - 1];
  const statement = cell?.statements?.[0];
  return (
    <Beside commitment={line.id} column={place + 1} title={title} label={title} className="cellpop" close={close}>
      {cell === undefined || cell.did.length === 0 ? (
        <p className="quiet">
          <Trans>Nothing that this session said of it is recorded.</Trans>
        </p>
      ) : (
        cell.did.map((word, n) => (
          <SaidThere key={n} word={word} statement={cell.statements?.[n]} names={names} moment={moment} />
        ))
      )}
      <AtItsClose line={line} session={session} sheet={sheet} />
      {commitment.data && <Between commitment={commitment.data} session={session} before={before} />}
      <div className="row">
        <a className="btn primary" href={sheet.to.commitment(line.id)}>
          <Trans>Open commitment</Trans>
        </a>
        <a className="btn" href={sheet.to.session(session.id, statement)}>
          {statement === undefined ? <Trans>Open session</Trans> : <Trans>Open statement</Trans>}
        </a>
        {closedAt !== undefined && (
          <a className="btn quiet" href={sheet.to.asOf(session.id)}>
            <Trans>See it as of here</Trans>
          </a>
        )}
      </div>
    </Beside>
  );
};

const AtItsClose = ({ line, session, sheet }: Pick<CellPopoverProps, 'line' | 'session' | 'sheet'>) => {
  const { _ } = useI18n();
  const { t } = useLingui();
  const dueWords = useDueWords();
  const { now } = standingAt(line.cells, sheet.allSessions, session.id);
  if (now?.status == null)
    return (
      <p>
        <Trans>It was not yet known.</Trans>
      </p>
    );
  const status = <b className={`st-${now.status}`}>{_(statusWords[now.status])}</b>;
  const due = now.due && dueWords(now.due, 'short');
  const last = session.signatures.at(-1);
  const on = last && dateWords(last.on, 'short');
  const signed = session.signed && on !== undefined ? t`minutes signed on ${on}` : t`minutes not signed by both sides`;
  return (
    <p>
      {due === undefined ? (
        <Trans>At its close: {status}, no due date.</Trans>
      ) : (
        <Trans>
          At its close: {status}, due {due}.
        </Trans>
      )}{' '}
      <Seals signed={session.signed ? sheet.sides.map(() => true) : sealsOf(session, sheet.sides)} />{' '}
      <span>{signed}</span>
    </p>
  );
};
