import { useState } from 'react';
import { useLingui as useI18n } from '@lingui/react';
import { Trans, useLingui } from '@lingui/react/macro';
import { Popover } from '../controls/popover.js';
import { Mark } from '../marks/mark.js';
import { filterWords, openStatuses, setTo, takesSeveral, valueWords } from './filter-names.js';
import type { FilterName, MatrixSearch } from './matrix-search.js';
import type { Sheet } from './sheet.js';

interface FilterProps {
  readonly name: Exclude<FilterName, 'q'>;
  readonly search: MatrixSearch;
  readonly sheet: Sheet;
  /** The values that can be chosen, with the number of rows that have them under the other filters. */
  readonly values: ReadonlyMap<string, number>;
  readonly change: (change: Partial<MatrixSearch>) => void;
}

/** One filter. When it is set it shows its value and a cross, and stays in its place. */
export const FilterButton = ({ name, search, sheet, values, change }: FilterProps) => {
  const { _ } = useI18n();
  const { t } = useLingui();
  const [open, setOpen] = useState(false);
  const [button, setButton] = useState<HTMLButtonElement | null>(null);
  const title = _(filterWords[name]);
  const value = setTo(_, name, search, sheet);
  return (
    <span className={value === undefined ? 'btn filter' : 'btn filter on'}>
      <button ref={setButton} type="button" aria-haspopup="dialog" aria-expanded={open} onClick={() => setOpen(!open)}>
        {title}
        {value === undefined ? <Mark name="caret" /> : <span className="v"> {value}</span>}
      </button>
      {value !== undefined && (
        <button
          type="button"
          className="drop"
          aria-label={t`Drop the filter ${title}`}
          onClick={() => {
            change({ [name]: undefined });
            button?.focus();
          }}
        >
          <Mark name="close" />
        </button>
      )}
      <Popover open={open} onClose={() => setOpen(false)} anchor={button} label={title} className="choices">
        <Choices name={name} search={search} sheet={sheet} values={values} change={change} />
      </Popover>
    </span>
  );
};

/** The values of a filter, each with its number of rows. */
export const Choices = ({ name, search, sheet, values, change }: FilterProps) => {
  const { _ } = useI18n();
  const chosen = [search[name] ?? []].flat() as readonly string[];
  const several = takesSeveral.has(name);
  const choose = (value: string, on: boolean) => {
    const rest = chosen.filter((it) => it !== value);
    if (!several) change({ [name]: on ? value : undefined });
    else change({ [name]: on ? [...rest, value] : rest.length > 0 ? rest : undefined });
  };
  return (
    <fieldset>
      <legend>{_(filterWords[name])}</legend>
      {name === 'status' && (
        <button type="button" className="btn quiet" onClick={() => change({ status: openStatuses })}>
          <Trans>All that are open</Trans>
        </button>
      )}
      {[...values].map(([value, count]) => (
        <label key={value}>
          <input
            type={several ? 'checkbox' : 'radio'}
            name={name}
            checked={chosen.includes(value)}
            onChange={({ target }) => choose(value, target.checked)}
          />
          <span>{valueWords(_, name, value, sheet)}</span>
          <span className="num faint">{count}</span>
        </label>
      ))}
      {values.size === 0 && (
        <p className="faint">
          <Trans>None of these rows has one.</Trans>
        </p>
      )}
    </fieldset>
  );
};
