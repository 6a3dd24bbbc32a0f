import type { ReactNode } from 'react';
import { Trans } from '@lingui/react/macro';
import type { PointCommitment } from '../api/types.gen.js';
import { dateWords } from '../words/dates.js';
import { useDueWords } from '../words/due-words.js';

/** When it is due, and each move of that with its reason. */
export const Due = ({ of: { due, dueMoves } }: { of: PointCommitment }) => {
  const dueWords = useDueWords();
  return (
    <Part label={<Trans>Due</Trans>}>
      {due === undefined ? <Trans>no date</Trans> : dueWords(due)}
      {dueMoves.map(({ position, on, due: to, reason }) => (
        <div key={position} className="small quiet">
          {dateWords(on, 'short')}: {to === undefined ? <Trans>no date</Trans> : dueWords(to, 'short')}
          {reason !== undefined && (
            <>
              {' · '}
              <bdi>{reason}</bdi>
            </>
          )}
        </div>
      ))}
    </Part>
  );
};

export const Part = ({ label, children }: { label: ReactNode; children: ReactNode }) => (
  <div className="part">
    <b className="small">{label}</b>
    <div>{children}</div>
  </div>
);
