import { Trans, useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import type { Moments } from './stops.js';
import { dayAt } from './stops-between.js';
import { useMoment } from './use-moment.js';

/** By what the moment counts, in words. A position says what was recorded; by what had happened it becomes its day. */
export const Basis = ({ moments }: { moments?: Moments }) => {
  const { t } = useLingui();
  const navigate = useNavigate();
  const { asOf, asOfBasis } = useMoment();
  const choose = (basis: 'occurred' | undefined) => {
    const day = basis && asOf !== undefined && /^\d+$/.test(asOf) ? dayAt(Number(asOf), moments) : asOf;
    void navigate({ to: '.', search: (before) => ({ ...before, asOf: day, asOfBasis: basis }), resetScroll: false });
  };
  return (
    <fieldset className="basis">
      <legend className="sr">{t`By what the moment counts`}</legend>
      <span className="seg">
        {([undefined, 'occurred'] as const).map((basis) => (
          <label key={basis ?? ''} className={asOfBasis === basis ? 'on' : ''}>
            <input
              type="radio"
              name="basis"
              className="sr"
              checked={asOfBasis === basis}
              onChange={() => choose(basis)}
            />
            {basis ? <Trans>What had happened</Trans> : <Trans>What was recorded</Trans>}
          </label>
        ))}
      </span>
      <details>
        <summary>
          <Trans>The difference</Trans>
        </summary>
        <p>
          <Trans>
            <b>What was recorded</b> is what the ledger had on that day. <b>What had happened</b> also counts what was
            recorded later: minutes signed on 31 July that the ledger learned of in September count from 31 July.
          </Trans>
        </p>
      </details>
    </fieldset>
  );
};
