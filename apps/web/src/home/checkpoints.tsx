import { useQuery } from '@tanstack/react-query';
import { Trans } from '@lingui/react/macro';
import { useMe } from '../api/me.js';
import { checkpointsQuery } from '../api/queries.js';
import type { ListedCheckpoint } from '../api/types.gen.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { useIsPast } from '../moment/use-moment.js';
import { instantWords } from '../words/dates.js';

/** For an auditor: what the ledger has signed, and which witnesses have co-signed it when. It is about now alone. */
export const CheckpointsDesk = () => {
  const isAuditor = useMe()?.role === 'auditor';
  const isPast = useIsPast();
  return isAuditor && !isPast ? <Checkpoints /> : null;
};

const Checkpoints = () => {
  const { data, error } = useQuery(checkpointsQuery);
  return (
    <section className="sec" aria-labelledby="checkpoints">
      <h2 id="checkpoints">
        <Trans>Checkpoints and co-signatures</Trans>
      </h2>
      {error && <ProblemNotice error={error} />}
      {data && data.checkpoints.length > 0 && <Table of={data.checkpoints} />}
      {data && data.checkpoints.length === 0 && (
        <p className="faint">
          <Trans>Nothing is signed yet.</Trans>
        </p>
      )}
      {data && data.witnesses.length === 0 && (
        <p className="faint small">
          <Trans>This ledger takes co-signatures of no witness.</Trans>
        </p>
      )}
    </section>
  );
};

const Table = ({ of }: { of: readonly ListedCheckpoint[] }) => (
  <div className="scroll">
    <table className="plain card">
      <thead>
        <tr>
          <th scope="col">
            <Trans>Events signed</Trans>
          </th>
          <th scope="col">
            <Trans>Root</Trans>
          </th>
          <th scope="col">
            <Trans>Co-signed by, at its own time</Trans>
          </th>
        </tr>
      </thead>
      <tbody>
        {of.map(({ size, root, cosignatures, cosignedSince }) => (
          <tr key={size}>
            <th scope="row" className="num">
              {size}
            </th>
            <td className="digest">
              <bdi>{root}</bdi>
            </td>
            <td>
              {cosignatures.length === 0 && <Trans>nobody yet</Trans>}
              {cosignatures.map(({ witness, at }) => (
                <span key={witness} className="line">
                  <bdi className="code">{witness}</bdi> <time dateTime={at}>{instantWords(at)}</time>
                </span>
              ))}
              {cosignedSince !== undefined && (
                <span className="line faint small">
                  <Trans>the first came here at {instantWords(cosignedSince)}</Trans>
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
