import { Plural, Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReportedAction } from '../api/types.gen.js';
import { dateWords } from '../words/dates.js';

/** What a printed report is held against: its position, what the ledger had signed there, and its digest. */
export const ReportFoot = ({ of: { session, side, position, on, tree, restsOn, digest } }: { of: ReportedAction }) => (
  <dl className="report-foot small">
    <div>
      <dt>
        <Trans>As of</Trans>
      </dt>
      <dd>
        <Link to="." search={(before) => ({ ...before, session, side, asOf: String(position) })}>
          <Trans>position {position}</Trans>
        </Link>
        , {dateWords(on)}
      </dd>
    </div>
    <div>
      <dt>
        <Trans>Checkpoint</Trans>
      </dt>
      <dd>
        {tree ? (
          <Trans>
            {tree.size} events, root <bdi className="code">{tree.root}</bdi>
          </Trans>
        ) : (
          <Trans>not signed</Trans>
        )}
      </dd>
    </div>
    <div>
      <dt>
        <Trans>Digest</Trans>
      </dt>
      <dd>
        <bdi className="code">{digest}</bdi>
      </dd>
    </div>
    <div>
      <dt>
        <Trans>Rests on</Trans>
      </dt>
      <dd>
        <Plural
          value={restsOn.length}
          one="# event, which the files list with its digest"
          other="# events, which the files list with their digests"
        />
      </dd>
    </div>
    <div>
      <dt>
        <Trans>Holds</Trans>
      </dt>
      <dd>
        <Trans>what everybody may read; what is internal to a side is not in it</Trans>
      </dd>
    </div>
  </dl>
);
