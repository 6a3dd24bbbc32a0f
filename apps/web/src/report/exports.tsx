import { Trans, useLingui } from '@lingui/react/macro';
import { addressOf } from '../api/fetch-json.js';

/** All of a forum as files, as of the position of what is shown. They hold what everybody may read. */
export const Exports = ({ forum, position }: { forum: string; position: number }) => {
  const { t } = useLingui();
  const address = (what: string) => addressOf(`/v1/exports/${what}`, { forum, asOf: String(position) });
  return (
    <section className="no-print" aria-labelledby="exports">
      <h3 id="exports">
        <Trans>The forum as data</Trans>
      </h3>
      <p className="row" role="group" aria-label={t`The forum as data`}>
        <a className="btn" href={address('commitments')} download>
          <Trans>Commitments (CSV)</Trans>
        </a>
        <a className="btn" href={address('events')} download>
          <Trans>Events (NDJSON)</Trans>
        </a>
        <a className="btn" href={address('provenance')} download>
          <Trans>Provenance (PROV-O)</Trans>
        </a>
      </p>
      <p className="faint small">
        <Trans>What an auditor takes away is recorded: who, what and when.</Trans>
      </p>
    </section>
  );
};
