import { Trans } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { useMoment } from './use-moment.js';

/** Counts only what rests on a text that both sides signed, or on an instrument. */
export const SignedOnly = () => {
  const navigate = useNavigate();
  const { signedOnly } = useMoment();
  const choose = (only: boolean) =>
    void navigate({
      to: '.',
      search: (before) => ({ ...before, signedOnly: only ? true : undefined }),
      resetScroll: false,
    });
  return (
    <label className={signedOnly ? 'switch on' : 'switch'}>
      <input
        type="checkbox"
        role="switch"
        className="sr"
        checked={signedOnly === true}
        onChange={({ target }) => choose(target.checked)}
      />
      <i aria-hidden="true" />
      <Trans>Signed only</Trans>
    </label>
  );
};
