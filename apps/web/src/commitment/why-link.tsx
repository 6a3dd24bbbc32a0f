import { useMemo } from 'react';
import { Trans } from '@lingui/react/macro';
import { Link, useNavigate } from '@tanstack/react-router';
import { useLetterKeys } from '../frame/letter-keys.js';
import type { WhyAsked } from './why-asked.js';

interface WhyProps {
  readonly of: string;
  readonly what: WhyAsked;
  /** The part of the answer that is meant. */
  readonly part?: string;
  /** What is asked about, for those who hear the link without what it stands beside. */
  readonly about?: string;
}

/** From what is judged to what it goes back to. */
export const WhyLink = ({ of, what, part, about }: WhyProps) => (
  <Link
    className="ask-why small no-print"
    to="/commitments/$commitment/why"
    params={{ commitment: of }}
    search={{ what }}
    hash={part}
  >
    <Trans>Why?</Trans>
    {about !== undefined && <span className="sr"> {about}</span>}
  </Link>
);

/** Why of all of it, by a link and by its key. */
export const AskWhy = ({ of }: { of: string }) => {
  const go = useNavigate();
  const keys = useMemo(
    () => ({ w: () => void go({ to: '/commitments/$commitment/why', params: { commitment: of } }) }),
    [go, of],
  );
  useLetterKeys(keys);
  return (
    <Link className="btn" to="/commitments/$commitment/why" params={{ commitment: of }} aria-keyshortcuts="w">
      <Trans>Why?</Trans> <kbd aria-hidden="true">w</kbd>
    </Link>
  );
};
