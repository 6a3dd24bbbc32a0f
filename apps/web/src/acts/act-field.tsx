import { useId } from 'react';
import { useLingui as useI18n } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { msg } from '@lingui/core/macro';
import { PartialDate } from '../controls/partial-date.js';
import { References } from '../controls/references.js';
import type { Field, Values } from './act.js';

/** What may be chosen for a field, with the words that are shown. */
export type Choices = Readonly<Record<string, readonly { readonly value: string; readonly words: string }[]>>;

interface ActFieldProps {
  readonly field: Field;
  readonly value: Values[string] | undefined;
  readonly choices: Choices;
  /** The rule that the field does not keep. */
  readonly error?: string;
  onChange(value: Values[string]): void;
}

const fixed = {
  rating: { onTrack: msg`on track`, atRisk: msg`at risk`, offTrack: msg`off track` },
  part: { lead: msg`lead`, support: msg`support` },
} as const;

/** One field of an act's form, with its label, its hint and what is wrong with it. */
export const ActField = ({ field, value, choices, error, onChange }: ActFieldProps) => {
  const { _ } = useI18n();
  const id = useId();
  const { kind, label, hint, isOptional } = field;
  const text = typeof value === 'string' ? value : '';
  const references = typeof value === 'string' ? [] : (value ?? []);
  const described = { id, 'aria-describedby': `${id}-hint`, 'aria-invalid': error !== undefined || undefined };
  const typed = {
    ...described,
    className: 'input',
    value: text,
    onChange: ({ target }: { target: { value: string } }) => onChange(target.value),
  };
  const options =
    kind === 'rating' || kind === 'part'
      ? Object.entries(fixed[kind]).map(([name, words]) => ({ value: name, words: _(words) }))
      : (choices[kind] ?? []);
  return (
    <div className="field">
      <label htmlFor={id}>
        {_(label)}
        {isOptional && (
          <span className="faint">
            {' '}
            <Trans>(optional)</Trans>
          </span>
        )}
      </label>
      <span className="hint" id={`${id}-hint`}>
        {hint && _(hint)}
        {error !== undefined && <b className="wrong">{error}</b>}
      </span>
      {kind === 'text' ? (
        <textarea {...typed} rows={3} maxLength={4000} />
      ) : kind === 'line' ? (
        <input {...typed} maxLength={200} />
      ) : kind === 'percent' ? (
        <input {...typed} inputMode="numeric" maxLength={3} className="input short" />
      ) : kind === 'day' ? (
        <PartialDate id={id} value={text} onChange={onChange} />
      ) : kind === 'evidence' || kind === 'document' ? (
        <References id={id} value={references} most={kind === 'document' ? 1 : 20} onChange={onChange} />
      ) : (
        <select {...typed}>
          <option value="" />
          {options.map((it) => (
            <option key={it.value} value={it.value}>
              {it.words}
            </option>
          ))}
        </select>
      )}
    </div>
  );
};
