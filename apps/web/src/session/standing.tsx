import { Trans } from '@lingui/react/macro';
import type { SaidStatement, SessionRecord } from '../api/types.gen.js';
import { Mark } from '../marks/mark.js';
import { Seals } from '../marks/seals.js';
import type { Names } from '../words/names.js';

interface StandingProps {
  readonly of: SaidStatement;
  readonly session: SessionRecord;
  readonly names: Names;
}

/** Whether it stands in the text that both sides signed, or how far it has come. */
export const Standing = ({ of, session: { minutes }, names }: StandingProps) => {
  const latest = minutes.versions.at(-1)?.version;
  const signed = names.sides.map((side) =>
    minutes.signatures.some((it) => it.side === side && it.version === latest && !it.void),
  );
  return (
    <>
      <Stands as={of.adoption} signed={signed} />
      {of.learnedLate !== undefined && (
        <span className="tag late">
          {of.learnedLate === 'afterSignature' ? (
            <Trans>learned after both had signed</Trans>
          ) : (
            <Trans>learned after the session</Trans>
          )}
        </span>
      )}
    </>
  );
};

const Stands = ({ as, signed }: { as: SaidStatement['adoption']; signed: readonly boolean[] }) => {
  switch (as) {
    case 'signed':
      return (
        <span className="tag good">
          <Seals signed={[true, true]} /> <Trans>in the signed text</Trans>
        </span>
      );
    case 'leftOut':
      return (
        <span className="tag warn">
          <Mark name="close" /> <Trans>left out of the signed text</Trans>
        </span>
      );
    case 'drafted':
      return (
        <span className="tag care">
          <Seals signed={signed} /> <Trans>in the draft, not signed by both</Trans>
        </span>
      );
    case 'said':
      return (
        <span className="tag care">
          <Seals signed={[false, false]} /> <Trans>said, in no draft</Trans>
        </span>
      );
    case 'annulled':
      return (
        <span className="tag warn">
          <Mark name="close" /> <Trans>annulled</Trans>
        </span>
      );
  }
};
