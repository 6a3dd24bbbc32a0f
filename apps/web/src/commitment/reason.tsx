import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import type { CommitmentAnswer, ReasonMatter, ReasonOf } from '../api/types.gen.js';
import { stepWords, type Step } from '../words/axis-words.js';
import { useDueWords } from '../words/due-words.js';
import { flagOf } from '../words/flag.js';
import { flagWords } from '../words/flag-words.js';
import { Words } from '../words/text.js';
import { Chain, type Telling } from './chain.js';
import { FlagSentence } from './flag-sentences.js';

const matters: Readonly<Record<Exclude<ReasonMatter, 'flag'>, MessageDescriptor>> = {
  adoption: msg`Adoption: do both sides stand by it?`,
  implementation: msg`Implementation: how far is it?`,
  disposition: msg`Disposition: is it still on the table?`,
  due: msg`When it is due`,
  lead: msg`Who leads it`,
  support: msg`Who supports it`,
};

interface ReasonProps {
  readonly of: ReasonOf;
  readonly about: CommitmentAnswer;
  /** For which flags are computed. */
  readonly day: string;
  readonly telling: Telling;
}

/** One value or flag, and each event that it goes back to. */
export const Reason = ({ of, about, day, telling }: ReasonProps) => {
  const { _ } = useLingui();
  const id = of.what === 'flag' ? flagOf(of.value).name : of.what;
  return (
    <section className="card reason" id={id} tabIndex={-1} aria-labelledby={`why-${id}`}>
      <h2 id={`why-${id}`} className="first">
        {of.what === 'flag' ? _(flagWords[flagOf(of.value).name]) : _(matters[of.what])}
      </h2>
      <p className="is">
        {of.what === 'flag' ? (
          <FlagSentence flag={of.value} of={about} names={telling.names} day={day} />
        ) : (
          <Value of={of} telling={telling} />
        )}
      </p>
      {of.links.length === 0 && (
        <p className="faint">
          <Trans>Nothing recorded says otherwise: it has been so from the beginning.</Trans>
        </p>
      )}
      {of.links.map((it, n) => (
        <Chain key={it.event?.eventId ?? it.statement?.eventId ?? n} of={it} telling={telling} />
      ))}
    </section>
  );
};

const Value = ({ of: { what, value }, telling: { names } }: Pick<ReasonProps, 'of' | 'telling'>) => {
  const { _ } = useLingui();
  const due = useDueWords();
  const several = value.split(', ').filter(Boolean);
  if (what === 'due') {
    const [date, session] = [several.find(isDate), several.find((it) => !isDate(it))];
    return <b>{several.length === 0 ? <Trans>none recorded</Trans> : due({ date, session })}</b>;
  }
  if (what === 'lead' || what === 'support')
    return several.length === 0 ? (
      <b>
        <Trans>nobody named</Trans>
      </b>
    ) : (
      several.map((it) => (
        <b key={it} className="line">
          <Words of={names.institution(it).name} />
        </b>
      ))
    );
  return <b className={`st st-${value}`}>{_(stepWords[value as Step])}</b>;
};

const isDate = (it: string): boolean => /^\d{4}(-\d\d){0,2}$/.test(it);
