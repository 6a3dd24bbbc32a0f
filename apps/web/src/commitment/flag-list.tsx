import { useLingui as useI18n } from '@lingui/react';
import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { CommitmentAnswer } from '../api/types.gen.js';
import { flagOf } from '../words/flag.js';
import { flagWords } from '../words/flag-words.js';

/** What calls for attention: each flag asks why it is there. */
export const FlagList = ({ of: { id, flags } }: { of: CommitmentAnswer }) => {
  const { t } = useLingui();
  const { _ } = useI18n();
  if (flags.length === 0) return null;
  return (
    <ul className="row flags no-print" aria-label={t`What calls for attention`}>
      {flags.map((flag) => {
        const { name } = flagOf(flag);
        return (
          <li key={flag}>
            <Link
              className="tag care"
              to="/commitments/$commitment/why"
              params={{ commitment: id }}
              search={{ what: `flag:${name}` }}
            >
              {_(flagWords[name])} · <Trans>Why?</Trans>
            </Link>
          </li>
        );
      })}
    </ul>
  );
};
