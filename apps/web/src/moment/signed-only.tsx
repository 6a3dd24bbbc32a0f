import { Trans, useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import type { Which } from './go-to.js';
import { useMoment, useOther } from './use-moment.js';

/** Counts only what rests on a text that both sides signed, or on an instrument; of two moments each has its own. */
export const SignedOnly = ({ which = 'asOf' }: { which?: Which }) => {
  const { t } = useLingui();
  const navigate = useNavigate();
  const [{ signedOnly: shown }, other] = [useMoment(), useOther()];
  const isOther = which === 'against';
  const signedOnly = isOther ? other?.signedOnly : shown;
  const choose = (only: boolean) => {
    const [first, second] = isOther ? [only, shown === true] : [other?.signedOnly === true, only];
    void navigate({
      to: '.',
      search: (before) => ({
        ...before,
        signedOnly: second ? true : undefined,
        ...(other && { againstSigned: first ? 'true' : 'false' }),
      }),
      resetScroll: false,
    });
  };
  return (
    <label className={signedOnly ? 'switch on' : 'switch'}>
      <input
        type="checkbox"
        role="switch"
        className="sr"
        aria-label={!other ? undefined : isOther ? t`The first: signed only` : t`The second: signed only`}
        checked={signedOnly === true}
        onChange={({ target }) => choose(target.checked)}
      />
      <i aria-hidden="true" />
      <Trans>Signed only</Trans>
    </label>
  );
};
