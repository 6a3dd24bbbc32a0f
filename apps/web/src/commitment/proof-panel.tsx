import { useMutation } from '@tanstack/react-query';
import { Trans } from '@lingui/react/macro';
import { addressOf } from '../api/fetch-json.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { ProofReport } from './proof-report.js';
import { verifyHere } from './verify-here.js';

/** @param asOf  the position as of which it is told; missing: now */
export const ProofPanel = ({ of, asOf }: { of: string; asOf: number | undefined }) => {
  const verify = useMutation({ mutationFn: () => verifyHere(of, asOf) });
  return (
    <section className="card proof" aria-labelledby="proof">
      <div className="hd">
        <h2 id="proof">
          <Trans>Proof</Trans>
        </h2>
      </div>
      <div className="bd small">
        <p>
          <Trans>The events behind this page are read as they are stored, and checked against what was signed.</Trans>
        </p>
        <p className="row">
          {/* Never disabled: the focus stays where it is. */}
          <button
            type="button"
            className="btn"
            aria-busy={verify.isPending}
            onClick={() => {
              if (!verify.isPending) verify.mutate();
            }}
          >
            <Trans>Verify in this tab</Trans>
          </button>
          <a className="btn quiet" href={addressOf(`/v1/bundles/${of}`, { asOf })} download={`${of}.bundle.json`}>
            <Trans>Download the bundle</Trans>
          </a>
        </p>
        <p role="status">
          {verify.isPending && <Trans>Verifying …</Trans>}
          {verify.data &&
            (verify.data.wrong.length === 0 ? (
              <b>
                <Trans>Checked, and so.</Trans>
              </b>
            ) : (
              <b className="bad">
                <Trans>This is not what was signed.</Trans>
              </b>
            ))}
        </p>
        {verify.error && <ProblemNotice error={verify.error} />}
        {verify.data && <ProofReport of={verify.data} />}
        <p className="faint xs">
          <Trans>The check runs in your browser; nothing of it is sent.</Trans>
        </p>
      </div>
    </section>
  );
};
