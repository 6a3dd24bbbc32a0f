import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { CommitmentAnswer } from '../api/types.gen.js';
import type { Names } from '../words/names.js';
import { adoptionSays } from './adoption.js';
import { AdoptionSentence } from './adoption-sentence.js';
import { Axes } from './axes.js';
import { FlagList } from './flag-list.js';
import { FlagSentences } from './flag-sentences.js';
import { Headline } from './headline.js';
import { ImplementationSentence } from './implementation-sentence.js';
import { NotApplied } from './not-applied.js';
import { WaitsList } from './waits.js';

interface VerdictProps {
  readonly of: CommitmentAnswer;
  readonly names: Names;
  readonly day?: string;
  /** What the reader may do about it. */
  readonly acts?: ReactNode;
}

/** What became of it, in one sentence; why; on which axis; and what it waits for. */
export const Verdict = ({ of, names, day, acts }: VerdictProps) => {
  const { i18n } = useLingui();
  const adoption = adoptionSays(of, names.sides);
  const workCounts = of.adoption !== 'notAdopted' && of.adoption !== 'proposed';
  return (
    <section className={`verdict of-${of.status}`} aria-labelledby="verdict">
      <div className="top">
        <h2 id="verdict">
          <Headline of={of} />
        </h2>
        <p className="why" lang={i18n.locale}>
          {workCounts ? (
            <ImplementationSentence of={of} names={names} />
          ) : (
            <AdoptionSentence of={adoption} names={names} />
          )}{' '}
          {of.implementation === 'reportedComplete' && of.adoption === 'provisional' && (
            <Trans>
              Nobody has confirmed it, and as things stand nobody can:{' '}
              <b>only what both sides have signed can be confirmed</b>.{' '}
            </Trans>
          )}
          <FlagSentences of={of} names={names} day={day} />
        </p>
        <FlagList of={of} />
      </div>
      <NotApplied of={of.notApplied} commitment={of.id} />
      <Axes of={of} adoption={adoption} names={names} />
      <WaitsList of={of.waitsFor ?? []} names={names} />
      {acts}
    </section>
  );
};
