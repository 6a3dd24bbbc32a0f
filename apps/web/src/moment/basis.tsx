import { Trans, useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import type { Which } from './go-to.js';
import type { Moment } from './moment.js';
import type { Moments } from './stops.js';
import { dayAt } from './stops-between.js';

interface BasisProps {
  readonly moments?: Moments;
  readonly which?: Which;
  readonly moment: Moment;
  /** Before the choice, where there are two. */
  readonly label?: string;
  /** Tells what the difference is. */
  readonly help?: boolean;
}

/** By what a moment counts, in words. A position says what was recorded; by what had happened it becomes its day. */
export const Basis = ({ moments, which = 'asOf', moment: { asOf, asOfBasis }, label, help = true }: BasisProps) => {
  const { t } = useLingui();
  const navigate = useNavigate();
  const choose = (basis: 'occurred' | undefined) => {
    const day = basis && asOf !== undefined && /^\d+$/.test(asOf) ? dayAt(Number(asOf), moments) : asOf;
    void navigate({
      to: '.',
      search: (before) => ({ ...before, [which]: day, [`${which}Basis`]: basis }),
      resetScroll: false,
    });
  };
  return (
    <fieldset className="basis">
      <legend className="sr">{label ?? t`By what the moment counts`}</legend>
      {label !== undefined && <span aria-hidden="true">{label}</span>}
      <span className="seg">
        {([undefined, 'occurred'] as const).map((basis) => (
          <label key={basis ?? ''} className={asOfBasis === basis ? 'on' : ''}>
            <input
              type="radio"
              name={`${which}-basis`}
              className="sr"
              checked={asOfBasis === basis}
              onChange={() => choose(basis)}
            />
            {basis ? <Trans>What had happened</Trans> : <Trans>What was recorded</Trans>}
          </label>
        ))}
      </span>
      {help && <Difference />}
    </fieldset>
  );
};

const Difference = () => (
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
);
