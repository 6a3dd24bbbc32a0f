import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';

/** The only link that drops the moment: the same page as it is now. */
export const BackToNow = ({ className = 'btn solid' }: { className?: string }) => (
  <Link
    to="."
    className={className}
    search={(before) => ({
      ...before,
      asOf: undefined,
      asOfBasis: undefined,
      signedOnly: undefined,
      against: undefined,
      againstBasis: undefined,
      againstSigned: undefined,
    })}
  >
    <Trans>Back to now</Trans>
  </Link>
);

/** The same page as of one moment. */
export const StopComparing = () => (
  <Link
    to="."
    className="btn solid"
    search={(before) => ({
      ...before,
      against: undefined,
      againstBasis: undefined,
      againstSigned: undefined,
      changed: undefined,
      diff: undefined,
    })}
  >
    <Trans>Stop comparing</Trans>
  </Link>
);

/** Beside what is disabled in the past: why, and the way to where it can be done. */
export const OnlyNow = () => (
  <span className="only-now small">
    <Trans>In the past nothing can be recorded.</Trans> <BackToNow className="link" />
  </span>
);
