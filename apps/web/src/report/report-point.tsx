import type { ReactNode } from 'react';
import { useLingui as useI18n } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ActionPoint, PointCommitment } from '../api/types.gen.js';
import { Authority } from '../marks/authority.js';
import { StatusName } from '../marks/status.js';
import { flagOf } from '../words/flag.js';
import { flagWords } from '../words/flag-words.js';
import { lastPart, sessionIn } from '../words/ids.js';
import type { Names } from '../words/names.js';
import { Deeds, saidWords } from './deeds.js';
import { Due, Part } from './report-due.js';
import { unansweredWords } from './unanswered-words.js';

interface PointProps {
  readonly of: ActionPoint;
  readonly number: number;
  /** The name of the side that answers. */
  readonly side: string;
  readonly names: Names;
}

/** One statement with one commitment that it is about: a row of the report. */
export const ReportPoint = ({ of: point, number, side, names }: PointProps) => {
  const { _ } = useI18n();
  const { commitment, statement, paragraph } = point;
  return (
    <tr>
      <th scope="row">
        <span className="num">{number}.</span>{' '}
        {commitment ? (
          <Link to="/commitments/$commitment" params={{ commitment: commitment.id }}>
            <bdi lang="">{commitment.title}</bdi>
          </Link>
        ) : (
          <Trans>Nothing to follow up</Trans>
        )}
        <div className="record said" lang="" dir="auto">
          {point.decision}
        </div>
        <div className="small quiet">
          <Link to="/sessions/$session" params={{ session: sessionIn(statement) }} hash={lastPart(statement)}>
            <Trans>statement {lastPart(statement)}</Trans>
          </Link>
          {paragraph !== undefined && (
            <>
              {', '}
              <Trans>paragraph {paragraph}</Trans>
            </>
          )}
          {': '}
          {saidWords(_, point.did)} · <Authority of={point.authority} /> <bdi>{point.reference}</bdi>
        </div>
      </th>
      {commitment ? <Followed of={commitment} side={side} names={names} /> : <NotFollowed />}
    </tr>
  );
};

const NotFollowed = () => (
  <td colSpan={3} className="faint">
    <Trans>It is no commitment.</Trans>
  </td>
);

const Followed = ({ of, side, names }: { of: PointCommitment; side: string; names: Names }) => {
  const { _ } = useI18n();
  return (
    <>
      <td>
        <StatusName status={of.status} />
        {of.flags.length > 0 && (
          <div className="small quiet">
            {of.flags
              .map((it) => flagOf(it))
              .map(({ name, times }) => (times === undefined ? _(flagWords[name]) : `${_(flagWords[name])} ×${times}`))
              .join(', ')}
          </div>
        )}
        <Part label={side}>{listed(of.responsible)}</Part>
        <Part label={<Trans>Others</Trans>}>{listed(of.others)}</Part>
        <Due of={of} />
      </td>
      <td>
        <Part label={<Trans>By {side}</Trans>}>
          <Deeds of={of.done} commitment={of.id} names={names} />
        </Part>
        <Part label={<Trans>By others</Trans>}>
          <Deeds of={of.doneByOthers} commitment={of.id} names={names} />
        </Part>
        {of.evidence.length > 0 && (
          <Part label={<Trans>Evidence</Trans>}>
            {of.evidence.map(({ position, reference }) => (
              <div key={position}>
                <bdi>{reference}</bdi>
              </div>
            ))}
          </Part>
        )}
      </td>
      <td>
        {of.unanswered.length === 0 ? (
          <Trans>nothing</Trans>
        ) : (
          <ul>
            {of.unanswered.map((it) => (
              <li key={it}>{_({ ...unansweredWords[it], values: { side } })}</li>
            ))}
          </ul>
        )}
      </td>
    </>
  );
};

const listed = (names: readonly string[]): ReactNode =>
  names.length === 0 ? (
    <Trans>nobody named</Trans>
  ) : (
    names.map((it) => (
      <div key={it} lang="" dir="auto">
        {it}
      </div>
    ))
  );
