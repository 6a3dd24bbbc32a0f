import { useState, type ReactNode } from 'react';
import { useLingui } from '@lingui/react';
import { Plural, Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { ActForm } from '../acts/act-form.js';
import { reportProgress } from '../acts/act-list.js';
import type { Me } from '../api/me.js';
import type { BoardItem } from '../api/types.gen.js';
import { Mark } from '../marks/mark.js';
import { StatusName } from '../marks/status.js';
import { useDueWords } from '../words/due-words.js';
import { flagOf } from '../words/flag.js';
import { flagWords } from '../words/flag-words.js';
import { shortId } from '../words/ids.js';
import type { Names } from '../words/names.js';
import { Words } from '../words/text.js';
import { LastReported } from './last-reported.js';

interface BoardTableProps {
  readonly heading: ReactNode;
  readonly commitments: readonly BoardItem[];
  readonly names: Names;
  /** The institution's own focal point, who reports from here. */
  readonly reporter?: Me;
}

/** Commitments of an institution in the server's order, the most urgent first, with what decides it: date and last report. */
export const BoardTable = ({ heading, commitments, names, reporter }: BoardTableProps) => (
  <section className="sec">
    <h2>
      {heading}{' '}
      <small>
        <Trans>overdue first, then the nearest date, then the longest without a report</Trans>
      </small>
    </h2>
    <div className="scroll">
      <table className="bd-table">
        <caption className="sr">{heading}</caption>
        <thead>
          <tr>
            <th scope="col">
              <Trans>Commitment</Trans>
            </th>
            <th scope="col">
              <Trans>Status</Trans>
            </th>
            <th scope="col">
              <Trans>Due</Trans>
            </th>
            <th scope="col">
              <Trans>Last report</Trans>
            </th>
            {reporter && (
              <th scope="col">
                <span className="sr">
                  <Trans>Report progress</Trans>
                </span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {commitments.map((it) => (
            <Row key={it.id} commitment={it} names={names} reporter={reporter} />
          ))}
        </tbody>
      </table>
    </div>
  </section>
);

interface RowProps {
  readonly commitment: BoardItem;
  readonly names: Names;
  readonly reporter: Me | undefined;
}

const Row = ({ commitment, names, reporter }: RowProps) => {
  const [isOpen, setOpen] = useState(false);
  const { _ } = useLingui();
  const due = useDueWords();
  const { id, forum, title, titles } = commitment;
  const more = commitment.flags.map((flag) => flagOf(flag).name).filter((it) => it !== 'overdue' && it !== 'undated');
  return (
    <>
      <tr className={isOpen ? 'asked' : undefined}>
        <th scope="row">
          <Link to="/commitments/$commitment" params={{ commitment: id }}>
            <Words of={titles ?? { en: title }} />
          </Link>
          <div className="small faint">
            <bdi>{shortId(id)}</bdi> · <Words of={names.forum(forum)} />
          </div>
        </th>
        <td>
          <StatusName status={commitment.status} />
          <ul className="small flags">
            {more.map((flag) => (
              <li key={flag} className={flag === 'unsigned' ? 'care' : undefined}>
                {_(flagWords[flag])}
              </li>
            ))}
          </ul>
        </td>
        <td className="num">
          {commitment.due ? (
            <span className={commitment.urgency === 'overdue' ? 'warn-text' : undefined}>{due(commitment.due)}</span>
          ) : (
            <span className="faint nowrap">
              <Trans>no date</Trans>
            </span>
          )}
          {commitment.urgency === 'overdue' && (
            <div className="small warn-text">
              <Mark name="overdue" /> <Trans>overdue</Trans>
            </div>
          )}
          {commitment.dueMoves > 0 && (
            <div className="small faint">
              <Plural value={commitment.dueMoves} one="moved once" other="moved # times" />
            </div>
          )}
        </td>
        <td>
          <LastReported item={commitment} />
        </td>
        {reporter && (
          <td>
            <button type="button" className="btn" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
              <Trans>Report progress</Trans>
            </button>
          </td>
        )}
      </tr>
      {reporter && isOpen && (
        <tr>
          <td colSpan={5} className="form-here">
            <ActForm act={reportProgress} id={id} me={reporter} choices={{}} close={() => setOpen(false)} />
          </td>
        </tr>
      )}
    </>
  );
};
