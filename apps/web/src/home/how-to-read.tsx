import { Trans } from '@lingui/react/macro';
import { Seals } from '../marks/seals.js';

/** Four sentences without which a reader would misread the record. */
export const HowToRead = () => (
  <section className="sec">
    <h2>
      <Trans>How to read this record</Trans>
    </h2>
    <div className="card">
      <div className="bd stack small">
        <p>
          <Trans>
            <b>The verb decides.</b> “Decided” and “agreed” create commitments. “Appreciated”, “acknowledged” and
            “hoped” are kept with the same care, and change nothing.
          </Trans>
        </p>
        <p>
          <Seals signed={[true, true]} />{' '}
          <Trans>
            <b>A record binds when both sides have signed one text</b>, not on the day they met. Until then it is
            unsigned, and says so.
          </Trans>
        </p>
        <p>
          <Trans>
            <b>Two dates for every fact:</b> when it happened, and when the ledger learned it. You may ask by either, as
            of any moment.
          </Trans>
        </p>
        <p>
          <Trans>
            <b>Nothing is edited.</b> A correction is a further entry; the first stays as it was.
          </Trans>
        </p>
      </div>
    </div>
  </section>
);
