import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useOwnSide } from '../api/me.js';
import { commitmentQuery } from '../api/queries.js';
import type { AdoptionStatus, MatrixLine } from '../api/types.gen.js';
import { Seals } from '../marks/seals.js';
import type { Moment } from '../moment/moment.js';
import { alternat } from '../words/alternat.js';
import { ordinalIn } from '../words/ids.js';
import type { Names } from '../words/names.js';
import { Beside } from './beside.js';
import { idHere, lastColumn, signedFor, type Sheet } from './sheet.js';
import { WhyPath } from './why-path.js';
import { whySteps } from './why-steps.js';

interface WhyProps {
  readonly line: MatrixLine;
  readonly sheet: Sheet;
  readonly names: Names;
  readonly moment: Moment;
  readonly close: () => void;
}

/** Why a commitment is unsigned, or what made it binding: said, drafted, signed by each side, adopted. */
export const WhyPopover = ({ line, sheet, names, moment, close }: WhyProps) => {
  const { t } = useLingui();
  const id = idHere(line.id, sheet.forum);
  const { data: commitment } = useQuery(commitmentQuery(line.id, moment));
  const own = useOwnSide();
  const session = commitment?.binding?.session;
  const questions: Readonly<Record<AdoptionStatus, string>> = {
    provisional: t`Why is ${id} unsigned?`,
    adopted: t`Why does ${id} bind both sides?`,
    proposed: t`Why is ${id} only proposed?`,
    notAdopted: t`Why was ${id} not adopted?`,
  };
  const title = questions[line.adoption];
  return (
    <Beside
      commitment={line.id}
      column={lastColumn(sheet)}
      title={
        <>
          <Seals signed={signedFor(line.id, sheet)} /> {title}
        </>
      }
      label={title}
      className="whypop"
      align="end"
      close={close}
    >
      <p>
        <Why adoption={line.adoption} />
      </p>
      {commitment ? (
        <WhyPath steps={whySteps(commitment, alternat(names.sides, own))} sheet={sheet} names={names} />
      ) : (
        <p className="faint" aria-busy="true">
          <Trans>Reading …</Trans>
        </p>
      )}
      {line.adoption === 'provisional' && (
        <p className="small quiet">
          <Trans>
            Work goes on all the same: it may be started and reported while unsigned. It cannot be confirmed as
            completed.
          </Trans>
        </p>
      )}
      <div className="row">
        <a className="btn primary" href={sheet.to.commitment(line.id)}>
          <Trans>Open {id}</Trans>
        </a>
        {session !== undefined && (
          <a className="btn" href={sheet.to.session(session)}>
            <Trans>Open session {ordinalIn(session)}</Trans>
          </a>
        )}
      </div>
    </Beside>
  );
};

const Why = ({ adoption }: { adoption: AdoptionStatus }) => {
  if (adoption === 'provisional')
    return (
      <Trans>
        <b>A commitment binds when both sides have signed one and the same minutes that contain it.</b> What is recorded
        of that:
      </Trans>
    );
  if (adoption === 'adopted') return <Trans>Both sides have signed one and the same minutes that contain it.</Trans>;
  if (adoption === 'proposed') return <Trans>One side proposed it, and the other has not accepted it.</Trans>;
  return <Trans>It was said, and does not stand in a text that both sides signed.</Trans>;
};
