import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { CommitmentSummary, SaidStatement } from '../api/types.gen.js';
import { didWords } from '../words/did-words.js';
import { forumIn, shortId } from '../words/ids.js';
import { kindNames } from '../words/kind-words.js';
import { Words } from '../words/text.js';

interface LedToProps {
  readonly of: SaidStatement;
  readonly forum: string;
  readonly commitments: ReadonlyMap<string, CommitmentSummary>;
  readonly wordsOnly: boolean;
}

/** What a statement created, and what it did to commitments that were there; or that it changes nothing. */
export const LedTo = ({ of, forum, commitments, wordsOnly }: LedToProps) => {
  const { _ } = useLingui();
  const proposal = of.type === 'ProposalMade' || of.type === 'RequestMade';
  const links = [
    ...of.undertakings.map((id) => ({ id, did: proposal ? didWords.proposed : didWords.introduced, kind: true })),
    ...of.about.map(({ commitment, did }) => ({ id: commitment, did: didWords[did], kind: false })),
  ];
  return (
    <ul className="to">
      {links.map(({ id, did, kind }) => {
        const known = commitments.get(id);
        return (
          <li key={id}>
            <i className="arrow faint">→</i> <span>{_(did)}:</span>{' '}
            <Link to="/commitments/$commitment" params={{ commitment: id }}>
              <bdi>{forumIn(id) === forum ? shortId(id) : id}</bdi>{' '}
              {known && <Words of={known.titles ?? { en: known.title }} />}
            </Link>{' '}
            {kind && known && <span className="faint">{_(kindNames[known.kind])}</span>}
          </li>
        );
      })}
      {wordsOnly && (
        <li className="faint">
          <Trans>words only: it creates and changes nothing</Trans>
        </li>
      )}
    </ul>
  );
};
