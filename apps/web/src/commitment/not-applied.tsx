import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { CommitmentAnswer } from '../api/types.gen.js';
import { Mark } from '../marks/mark.js';
import { SourceLine } from '../marks/source-line.js';
import { lastPart, sessionIn } from '../words/ids.js';
import { WhyLink } from './why-link.js';

interface NotAppliedProps {
  readonly of: CommitmentAnswer['notApplied'];
  readonly commitment: string;
}

/** What was said of it, and the rules did not let take effect. */
export const NotApplied = ({ of, commitment }: NotAppliedProps) =>
  of.map((it) => (
    <div key={it.eventId} className="note warn not-applied">
      <Mark name="refused" />
      <div>
        <p>
          <b>
            <Trans>A statement on it did not take effect.</Trans>
          </b>{' '}
          <bdi lang="en">{it.refusal.detail}</bdi>
        </p>
        {it.statement !== undefined && (
          <p className="small">
            <Link to="/sessions/$session" params={{ session: sessionIn(it.statement) }} hash={lastPart(it.statement)}>
              <Trans>
                What was said: <bdi>{it.statement}</bdi>
              </Trans>
            </Link>
          </p>
        )}
        <SourceLine of={it} />
        <WhyLink of={commitment} what="refusals" about={it.statement} />
      </div>
    </div>
  ));
