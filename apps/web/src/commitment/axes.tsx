import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { CommitmentAnswer } from '../api/types.gen.js';
import { Authority } from '../marks/authority.js';
import { Seals } from '../marks/seals.js';
import { axisWords, stepWords, type Axis, type Step } from '../words/axis-words.js';
import type { Names } from '../words/names.js';
import { RuleName } from '../marks/rule-name.js';
import { AdoptionSentence } from './adoption-sentence.js';
import type { AdoptionSays } from './adoption.js';
import { DispositionSentence } from './disposition-sentence.js';
import { ImplementationSentence } from './implementation-sentence.js';
import { stepsOf } from './steps.js';
import { WhyLink } from './why-link.js';

interface AxesProps {
  readonly of: CommitmentAnswer;
  readonly adoption: AdoptionSays;
  readonly names: Names;
}

/** The three axes of a status, each with the steps taken and the last move. */
export const Axes = ({ of, adoption, names }: AxesProps) => {
  const { _ } = useLingui();
  const signed = names.sides.map(
    (side) => of.adoption === 'adopted' || (adoption.says === 'oneSigned' && adoption.side === side),
  );
  return (
    <div className="axes">
      <section className="axis">
        <h3>
          <Trans>Adoption: do both sides stand by it?</Trans>
        </h3>
        <Steps axis="adoption" now={of.adoption} moves={of.why.adoption} />
        <p>
          <Seals signed={signed} />{' '}
          <span className="w">
            {of.adoption === 'provisional' ? (
              <b>
                <Trans>Unsigned.</Trans>
              </b>
            ) : null}
          </span>{' '}
          <AdoptionSentence of={adoption} names={names} />
        </p>
        <LastMove of={of.why.adoption.at(-1)} />
        <WhyLink of={of.id} what="status" part="adoption" about={_(axisWords.adoption)} />
      </section>
      <section className="axis">
        <h3>
          <Trans>Implementation: how far is it?</Trans>
        </h3>
        <Steps axis="implementation" now={of.implementation} moves={of.why.implementation} />
        <p>
          <ImplementationSentence of={of} names={names} />
        </p>
        <LastMove of={of.why.implementation.at(-1)} />
        <WhyLink of={of.id} what="status" part="implementation" about={_(axisWords.implementation)} />
      </section>
      <section className="axis">
        <h3>
          <Trans>Disposition: is it still on the table?</Trans>
        </h3>
        <Steps axis="disposition" now={of.disposition} moves={of.why.disposition} />
        <p>
          <b className="first">{_(stepWords[of.disposition])}.</b> <DispositionSentence of={of} names={names} />
        </p>
        {of.why.disposition.length > 1 && <LastMove of={of.why.disposition.at(-1)} />}
        <WhyLink of={of.id} what="status" part="disposition" about={_(axisWords.disposition)} />
      </section>
    </div>
  );
};

const Steps = ({ axis, now, moves }: { axis: Axis; now: Step; moves: readonly { to: Step }[] }) => {
  const { _ } = useLingui();
  return (
    <ol className={`steps ${axis} ${now}`}>
      {stepsOf(axis, now, moves).map(({ step, state }) => (
        <li
          key={step}
          className={state === 'skip' ? 'skipped' : state}
          aria-current={state === 'is' ? 'step' : undefined}
        >
          {_(stepWords[step])}
          {state === 'skip' && (
            <span className="sr">
              {' '}
              <Trans>(skipped)</Trans>
            </span>
          )}
        </li>
      ))}
    </ol>
  );
};

type Move = CommitmentAnswer['why']['adoption' | 'implementation' | 'disposition'][number];

const LastMove = ({ of }: { of: Move | undefined }) =>
  of && (
    <p className="src">
      <Authority of={of.authority} />{' '}
      <Link to="." hash={`p${of.position}`}>
        <Trans>position {of.position}</Trans>
      </Link>
      {of.rule !== undefined && (
        <>
          {' · '}
          <RuleName rule={of.rule} />
        </>
      )}
    </p>
  );
