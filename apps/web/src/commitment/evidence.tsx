import { Trans } from '@lingui/react/macro';
import type { CommitmentAnswer } from '../api/types.gen.js';
import { Mark } from '../marks/mark.js';
import { dateWords } from '../words/dates.js';

/** What was given as evidence, by reference and digest; what was retracted stays, and says so. */
export const EvidenceList = ({ of }: { of: CommitmentAnswer['evidence'] }) => (
  <section className="card">
    <div className="hd">
      <h2>
        <Trans>Evidence</Trans>
      </h2>
    </div>
    <div className="bd small">
      {of.length === 0 && (
        <p className="faint">
          <Trans>none recorded</Trans>
        </p>
      )}
      <ul className="stack s">
        {of.map(({ eventId, reference, title, digest, retracted, occurredAt }) => (
          <li key={`${eventId} ${reference}`}>
            <Mark name="doc" /> <bdi>{title ?? reference}</bdi>
            {title !== undefined && (
              <span className="line faint">
                <bdi>{reference}</bdi>
              </span>
            )}
            <span className="line faint">
              <Trans>given {dateWords(occurredAt.value)}</Trans>
            </span>
            {digest !== undefined && <span className="line digest">{digest}</span>}
            {retracted !== undefined && (
              <span className="line">
                <span className="tag warn">
                  <Trans>retracted</Trans>
                </span>{' '}
                <bdi>{retracted}</bdi>
              </span>
            )}
          </li>
        ))}
      </ul>
      {of.length > 0 && (
        <p className="faint xs">
          <Trans>References; no file is kept here.</Trans>
        </p>
      )}
    </div>
  </section>
);
