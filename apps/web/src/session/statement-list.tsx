import { Trans } from '@lingui/react/macro';
import type { CommitmentSummary, SessionRecord } from '../api/types.gen.js';
import { useHere } from '../frame/use-here.js';
import { lastPart } from '../words/ids.js';
import type { Names } from '../words/names.js';
import { StatementItem } from './statement-item.js';

interface ListProps {
  readonly of: SessionRecord;
  readonly commitments: ReadonlyMap<string, CommitmentSummary>;
  readonly names: Names;
}

/** What was said, in the order in which it was said. */
export const StatementList = ({ of, commitments, names }: ListProps) => {
  const here = useHere(of.statements.length > 0);
  return (
    <section className="sec" aria-labelledby="said">
      <h2 id="said">
        <Trans>What was said</Trans>
        <small>
          <Trans>the bar at the edge: solid creates or changes commitments, dashed does not</Trans>
        </small>
      </h2>
      {of.statements.length === 0 && (
        <p className="note">
          <Trans>No statement is recorded; only that it met is known.</Trans>
        </p>
      )}
      <ol className="stm">
        {of.statements.map((it) => (
          <StatementItem
            key={it.id}
            of={it}
            session={of}
            commitments={commitments}
            names={names}
            here={lastPart(it.id) === here}
          />
        ))}
      </ol>
    </section>
  );
};
