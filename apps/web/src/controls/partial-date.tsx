import { i18n } from '@lingui/core';
import { Trans, useLingui } from '@lingui/react/macro';
import { dateWords } from '../words/dates.js';

interface PartialDateProps {
  readonly id: string;
  /** `2021`, `2021-04`, `2021-04-30`, or what was typed of one so far. */
  readonly value: string;
  onChange(value: string): void;
}

const months = Array.from({ length: 12 }, (_, n) => String(n + 1).padStart(2, '0'));
const monthName = (month: string) => dateWords(`2000-${month}`, 'long', i18n.locale).replace(/\s*2000\s*年?/, '');

/** A date as precisely as it is known: three fields, of which day and month may stay empty. */
export const PartialDate = ({ id, value, onChange }: PartialDateProps) => {
  const { t } = useLingui();
  const [year = '', month = '', day = ''] = value.split('-');
  const put = (parts: { year?: string; month?: string; day?: string }) => {
    const next = { year, month, day, ...parts };
    onChange([next.year, next.month, next.day].join('-').replace(/-+$/, ''));
  };
  return (
    <span className="partial-date" role="group">
      <label>
        <Trans>Day</Trans>
        <input
          className="input"
          inputMode="numeric"
          maxLength={2}
          value={day}
          disabled={month === ''}
          onChange={({ target }) => put({ day: target.value.replace(/\D/g, '') })}
          onBlur={({ target }) => put({ day: target.value === '' ? '' : target.value.padStart(2, '0') })}
        />
      </label>
      <label>
        <Trans>Month</Trans>
        <select
          className="input"
          value={month}
          disabled={year === ''}
          onChange={({ target }) => put({ month: target.value, ...(target.value === '' && { day: '' }) })}
        >
          <option value="">{t`not known`}</option>
          {months.map((it) => (
            <option key={it} value={it}>
              {monthName(it)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <Trans>Year</Trans>
        <input
          id={id}
          className="input"
          inputMode="numeric"
          maxLength={4}
          value={year}
          onChange={({ target }) => put({ year: target.value.replace(/\D/g, '') })}
        />
      </label>
    </span>
  );
};
