import { Trans } from '@lingui/react/macro';
import { Mark } from '../marks/mark.js';
import { SourceLine } from '../marks/source-line.js';
import { dateWords } from '../words/dates.js';
import { lastPart, ordinalIn, sessionIn } from '../words/ids.js';
import type { Names } from '../words/names.js';
import { textIn } from '../words/text.js';
import { speakerOf, useWho } from '../words/who.js';
import type { Sheet } from './sheet.js';
import type { WhyStep } from './why-steps.js';

interface PathProps {
  readonly steps: readonly WhyStep[];
  readonly sheet: Sheet;
  readonly names: Names;
}

/** Each step with its date and its source, or that it is not recorded. */
export const WhyPath = ({ steps, sheet, names }: PathProps) => (
  <ol className="path">
    {steps.map((step) => {
      const taken = step.on !== undefined && !(step.is === 'signed' && step.void);
      return (
        <li key={step.is === 'signed' ? step.side : step.is} className={taken ? 'y' : undefined}>
          <Mark name={taken ? 'check' : 'mentioned'} />
          <div>
            <Step step={step} sheet={sheet} names={names} />
          </div>
        </li>
      );
    })}
  </ol>
);

const Step = ({ step, sheet, names }: { step: WhyStep } & Omit<PathProps, 'steps'>) => {
  const on = step.on === undefined ? undefined : dateWords(step.on);
  if (step.is === 'said') return <Said step={step} sheet={sheet} names={names} />;
  if (step.is === 'drafted') {
    const { version } = step;
    return on === undefined ? (
      <Trans>
        <b>Minutes drafted:</b> none recorded
      </Trans>
    ) : (
      <Trans>
        <b>Minutes drafted:</b> version {version}, {on}
      </Trans>
    );
  }
  if (step.is === 'signed') {
    const side = textIn(names.side(step.side)).words;
    const { version } = step;
    if (on === undefined)
      return (
        <Trans>
          <b>Signed by {side}:</b> not recorded
        </Trans>
      );
    return step.void ? (
      <Trans>
        <b>Signed by {side}:</b> version {version}, {on}; that signature is void, since the text changed later
      </Trans>
    ) : (
      <Trans>
        <b>Signed by {side}:</b> version {version}, {on}
      </Trans>
    );
  }
  return on === undefined ? (
    <span className="faint">
      <Trans>then it is adopted (rule T4)</Trans>
    </span>
  ) : (
    <Trans>
      <b>Adopted:</b> {on}
    </Trans>
  );
};

const Said = ({ step, sheet, names }: { step: Extract<WhyStep, { is: 'said' }> } & Omit<PathProps, 'steps'>) => {
  const who = useWho(names);
  const { statement } = step;
  if (statement === undefined)
    return (
      <Trans>
        <b>Said:</b> before any session that is recorded here
      </Trans>
    );
  const on = step.on === undefined ? '' : dateWords(step.on);
  const speaker = who(speakerOf(statement.speaker));
  const session = ordinalIn(statement.id);
  const short = lastPart(statement.id);
  return (
    <>
      <Trans>
        <b>Said:</b> {speaker}, {on},{' '}
        <a href={sheet.to.session(sessionIn(statement.id), statement.id)}>
          statement {short} of session {session}
        </a>
      </Trans>
      <SourceLine of={statement} />
    </>
  );
};
