import { useLingui as useI18n } from '@lingui/react';
import { Trans, useLingui } from '@lingui/react/macro';
import { PopoverButton } from '../controls/popover-button.js';
import { Choices } from './filter-button.js';
import { filterWords, setTo } from './filter-names.js';
import { filterNames, type FilterName, type MatrixSearch } from './matrix-search.js';
import { OrderChoices } from './order-button.js';
import type { Sheet } from './sheet.js';

interface FilterSheetProps {
  readonly search: MatrixSearch;
  readonly sheet: Sheet;
  readonly valuesOf: (name: Exclude<FilterName, 'q'>) => ReadonlyMap<string, number>;
  readonly change: (change: Partial<MatrixSearch>) => void;
}

const noFilter = Object.fromEntries(filterNames.map((name) => [name, undefined])) as Partial<MatrixSearch>;

/** All filters and the order behind one button, where a row of buttons has no room. */
export const FilterSheet = ({ search, sheet, valuesOf, change }: FilterSheetProps) => {
  const { _ } = useI18n();
  const { t } = useLingui();
  const set = filterNames.filter((name) => search[name] !== undefined);
  return (
    <PopoverButton
      label={t`Filters`}
      popup="choices from-below"
      className={set.length > 0 ? 'btn on' : 'btn'}
      shown={
        <>
          <Trans>Filter</Trans>
          {set.length > 0 && <b className="num">{set.length}</b>}
        </>
      }
    >
      {(close) => (
        <>
          {filterNames.map((name) =>
            name === 'q' ? null : (
              <details key={name} open={search[name] !== undefined}>
                <summary>
                  {_(filterWords[name])} <span className="v">{setTo(_, name, search, sheet)}</span>
                </summary>
                <Choices name={name} search={search} sheet={sheet} values={valuesOf(name)} change={change} />
              </details>
            ),
          )}
          <details>
            <summary>
              <Trans>Order</Trans>
            </summary>
            <OrderChoices search={search} change={change} />
          </details>
          <span className="row">
            <button type="button" className="btn primary" onClick={close}>
              <Trans>Show</Trans>
            </button>
            {set.length > 0 && (
              <button type="button" className="btn" onClick={() => change(noFilter)}>
                <Trans>Drop all filters</Trans>
              </button>
            )}
          </span>
        </>
      )}
    </PopoverButton>
  );
};
