import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { CommitmentSummary, SaidStatement } from '../api/types.gen.js';
import { dateWords } from '../words/dates.js';
import { shortId } from '../words/ids.js';
import { statusWords } from '../words/status-words.js';

interface LeftOutProps {
  readonly statement: SaidStatement;
  readonly on: string | undefined;
  readonly commitments: ReadonlyMap<string, CommitmentSummary>;
}

/** What it did to its commitments that the signed text left a statement out. */
export const LeftOut = ({ statement, on, commitments }: LeftOutProps) => {
  const { _ } = useLingui();
  const day = on === undefined ? undefined : dateWords(on);
  return (
    <>
      <b className="missing">
        {day === undefined ? <Trans>Not in this draft.</Trans> : <Trans>Not in the signed text.</Trans>}
      </b>
      {statement.undertakings.map((id) => {
        const known = commitments.get(id);
        const status = known && _(statusWords[known.status]);
        return (
          <span key={id} className="line">
            {known?.adoption === 'notAdopted' && day !== undefined ? (
              <Trans>
                Commitment{' '}
                <Link to="/commitments/$commitment" params={{ commitment: id }}>
                  {shortId(id)}
                </Link>{' '}
                became <b>not adopted</b> on {day}.
              </Trans>
            ) : (
              <Trans>
                Commitment{' '}
                <Link to="/commitments/$commitment" params={{ commitment: id }}>
                  {shortId(id)}
                </Link>{' '}
                is: <b>{status}</b>.
              </Trans>
            )}
          </span>
        );
      })}
    </>
  );
};
