import { useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useLingui as useI18n } from '@lingui/react';
import { Trans, useLingui } from '@lingui/react/macro';
import { stepsQuery } from '../api/steps.js';
import type { Stood, ToldStep } from '../api/types.gen.js';
import { Mark } from '../marks/mark.js';
import { RuleName } from '../marks/rule-name.js';
import { useGoTo } from '../moment/go-to.js';
import { stepWords } from '../words/axis-words.js';
import { dateWords } from '../words/dates.js';
import type { Entry } from '../words/entry.js';
import { eventNames } from '../words/event-names.js';
import { statusWords } from '../words/status-words.js';
import { SubjectLink } from '../words/subject-link.js';
import { useLetterKeys } from './letter-keys.js';
import { ProblemNotice } from './problem-notice.js';
import { StepSentence } from './step-sentence.js';

interface StripProps {
  readonly subject: string;
  /** The page is shown as of here. */
  readonly position: number;
}

/** The latest event about the subject at this moment, the status that it left, and the way to those beside it. */
const StepStrip = ({ subject, position }: StripProps) => {
  const { t, i18n } = useLingui();
  const go = useGoTo();
  const { data, error } = useQuery(stepsQuery(subject, position, i18n.locale));
  const { before, here, entry, after } = data ?? {};
  const [back, forth] = [before?.position, after];
  // Steps are one entry of the history: Back leads to where somebody began to step.
  const to = (next: number | undefined) =>
    next === undefined ? undefined : () => go({ asOf: String(next) }, { replace: true });
  const keys = useMemo(
    () => ({ '[': () => to(back)?.(), ']': () => to(forth)?.() }),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `to` is made of these
    [go, back, forth],
  );
  useLetterKeys(keys);
  return (
    <section className="steps-strip no-print" aria-label={t`Event by event`}>
      <span className="row">
        <button type="button" className="btn" disabled={!to(back)} onClick={to(back)} aria-keyshortcuts="[">
          <Mark name="prev" className="i flip" /> <Trans>Event before</Trans> <kbd aria-hidden="true">[</kbd>
        </button>
        <button type="button" className="btn" disabled={!to(forth)} onClick={to(forth)} aria-keyshortcuts="]">
          <Trans>Event after</Trans> <kbd aria-hidden="true">]</kbd> <Mark name="next" className="i flip" />
        </button>
      </span>
      {error ? <ProblemNotice error={error} /> : null}
      <div className="step" role="status" aria-busy={data === undefined}>
        {data === undefined ? null : here ? (
          <Step of={here} entry={entry} subject={subject} />
        ) : (
          <Trans>No event about it is recorded up to here.</Trans>
        )}
      </div>
    </section>
  );
};

interface StepProps {
  readonly of: ToldStep;
  readonly entry: Entry | undefined;
  readonly subject: string;
}

const Step = ({ of, entry, subject }: StepProps) => {
  const { _ } = useI18n();
  const about = of.commitment ?? of.subject;
  return (
    <>
      <p>
        <b>{_(eventNames[of.type])}</b>
        {about !== subject && (
          <>
            {' · '}
            <SubjectLink subject={about} />
          </>
        )}{' '}
        <span className="small quiet">
          {dateWords(of.occurredAt.value)} · <Trans>position {of.position}</Trans>
        </span>
      </p>
      {entry ? (
        <StepSentence of={entry} />
      ) : (
        <p className="small">
          <bdi lang="en">{of.sentence}</bdi>
        </p>
      )}
      {of.after && (
        <p className="small">
          {of.before ? (
            <>
              <Trans>Status:</Trans> <del>{stood(_, of.before)}</del> <i className="arrow">→</i>{' '}
              <b>{stood(_, of.after)}</b>
            </>
          ) : (
            <>
              <Trans>Status after it:</Trans> <b>{stood(_, of.after)}</b>
            </>
          )}
          {of.rule !== undefined && (
            <>
              {' · '}
              <RuleName rule={of.rule} />
            </>
          )}
        </p>
      )}
    </>
  );
};

/** `in progress, provisional`: two events may leave one status and another adoption. */
const stood = (_: ReturnType<typeof useI18n>['_'], { status, adoption }: Stood): string =>
  [...new Set([_(statusWords[status]), _(stepWords[adoption])])].join(', ');

export default StepStrip;
