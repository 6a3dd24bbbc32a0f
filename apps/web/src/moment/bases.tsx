import { useLingui } from '@lingui/react/macro';
import { Basis } from './basis.js';
import type { Moment } from './moment.js';
import { SignedOnly } from './signed-only.js';
import type { Moments } from './stops.js';

interface BasesProps {
  readonly moment: Moment;
  /** The moment that it is compared with. */
  readonly other?: Moment;
  readonly moments?: Moments;
}

/** By what the moment counts; while two are compared, by what each of them does: one moment in both ways tells what was learned late. */
export const Bases = ({ moment, other, moments }: BasesProps) => {
  const { t } = useLingui();
  if (!other) return <Basis moments={moments} moment={moment} />;
  return (
    <span className="bases">
      <span className="row">
        <Basis moments={moments} which="against" moment={other} label={t`The first`} help={false} />
        <SignedOnly which="against" />
      </span>
      <span className="row">
        <Basis moments={moments} moment={moment} label={t`The second`} help={false} />
        <SignedOnly />
      </span>
    </span>
  );
};
