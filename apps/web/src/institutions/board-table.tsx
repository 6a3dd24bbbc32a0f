import type { ReactNode } from 'react';
import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { CommitmentSummary } from '../api/types.gen.js';
import { StatusName } from '../marks/status.js';
import { useDueWords } from '../words/due-words.js';
import { flagOf } from '../words/flag.js';
import { flagWords } from '../words/flag-words.js';
import { shortId } from '../words/ids.js';
import type { Names } from '../words/names.js';
import { Words } from '../words/text.js';
import { byUrgency, urgencyOf } from './urgency.js';
import { UrgencyWords } from './urgency-words.js';

interface BoardTableProps {
  readonly heading: ReactNode;
  readonly commitments: readonly CommitmentSummary[];
  readonly names: Names;
}

/** Commitments of an institution, the most urgent first, each with the reason why it stands there. */
export const BoardTable = ({ heading, commitments, names }: BoardTableProps) => (
  <section className="sec">
    <h2>
      {heading}{' '}
      <small>
        <Trans>overdue first, then the nearest date, then what was not spoken of</Trans>
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
              <Trans>Why it stands here</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {byUrgency(commitments).map((it) => (
            <Row key={it.id} commitment={it} names={names} />
          ))}
        </tbody>
      </table>
    </div>
  </section>
);

const Row = ({ commitment, names }: { commitment: CommitmentSummary; names: Names }) => {
  const { _ } = useLingui();
  const due = useDueWords();
  const { id, forum, title, titles } = commitment;
  const more = commitment.flags.map((flag) => flagOf(flag).name).filter((it) => it !== 'overdue' && it !== 'undated');
  return (
    <tr>
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
          due(commitment.due)
        ) : (
          <span className="faint nowrap">
            <Trans>no date</Trans>
          </span>
        )}
      </td>
      <td>
        <UrgencyWords urgency={urgencyOf(commitment)} />
      </td>
    </tr>
  );
};
