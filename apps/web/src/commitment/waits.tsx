import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import type { NextMove } from '../api/types.gen.js';
import { RuleName } from '../marks/rule-name.js';
import { needWords } from '../words/need-words.js';
import type { Names } from '../words/names.js';
import { useMoverWords } from './mover-words.js';

interface WaitsProps {
  readonly of: readonly NextMove[];
  readonly names: Names;
}

/** What it waits for: the next moves that the rules allow, and who may make them. */
export const WaitsList = ({ of, names }: WaitsProps) => {
  if (of.length === 0) return null;
  return (
    <div className="waits">
      <h3>
        <Trans>What it waits for</Trans>
      </h3>
      <ol>
        {of.map((it, n) => (
          <li key={it.move}>
            <b className="n" aria-hidden="true">
              {n + 1}
            </b>
            <div>
              <p>
                <Sentence of={it} /> <RuleName rule={it.rule} />
              </p>
              <By of={it} names={names} />
              <Needs of={it.needs ?? []} />
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
};

const Sentence = ({ of: { move, by } }: { of: NextMove }) => {
  switch (move) {
    case 'ReferralReturned':
      return <Trans>The forum that has it decides on it, or returns it.</Trans>;
    case 'CommitmentAccepted':
      return <Trans>The proposal is accepted.</Trans>;
    case 'CommitmentAdopted':
      return by.length > 1 ? (
        <Trans>
          <b>Both sides sign</b> one and the same minutes in which it stands. Then it is adopted.
        </Trans>
      ) : (
        <Trans>
          <b>The other side signs</b> the same text. Then it is adopted.
        </Trans>
      );
    case 'WorkStarted':
      return <Trans>Work on it begins.</Trans>;
    case 'CommitmentUnblocked':
      return <Trans>The obstacle goes, and the work goes on.</Trans>;
    case 'CompletionReported':
      return <Trans>Its completion is reported.</Trans>;
    case 'CompletionConfirmed':
      return by.length > 0 ? (
        <Trans>
          <b>Its completion is confirmed</b>, and not by the institution that reported it alone.
        </Trans>
      ) : (
        <Trans>A session has confirmed its completion; that applies by itself once nothing is missing.</Trans>
      );
    default:
      return null;
  }
};

const By = ({ of: { move, by }, names }: { of: NextMove; names: Names }) => {
  const who = useMoverWords(names)(by);
  if (who === '' || (move === 'CommitmentAdopted' && by.length > 1)) return null;
  return (
    <p className="faint">
      <Trans>By {who}.</Trans>
    </p>
  );
};

const Needs = ({ of }: { of: NonNullable<NextMove['needs']> }) => {
  const { _ } = useLingui();
  return of.map((it) => (
    <p key={it} className="faint">
      {_(needWords[it])}
    </p>
  ));
};
