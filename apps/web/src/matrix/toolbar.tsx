import { useLingui as useI18n } from '@lingui/react';
import { useLingui } from '@lingui/react/macro';
import type { MatrixLine } from '../api/types.gen.js';
import { Mark } from '../marks/mark.js';
import { MomentControls } from '../moment/moment-controls.js';
import { alternat } from '../words/alternat.js';
import { CompareButton } from './compare-button.js';
import { DensityChoice } from './density-choice.js';
import { FilterSheet } from './filter-sheet.js';
import { FilterButton } from './filter-button.js';
import { filterWords } from './filter-names.js';
import { facet } from './filters.js';
import { filterNames, type FilterName, type MatrixSearch } from './matrix-search.js';
import { OrderButton } from './order-button.js';
import type { Sheet } from './sheet.js';
import { TakeAway } from './take-away.js';
import { flagNames } from '../words/flag.js';
import { kinds, statuses } from './values.js';

interface ToolbarProps {
  readonly lines: readonly MatrixLine[];
  /** The address of a comparison with another moment. */
  readonly against: (other: Readonly<Record<string, string>>) => string;
  readonly search: MatrixSearch;
  readonly sheet: Sheet;
  readonly change: (change: Partial<MatrixSearch>) => void;
  /** A list has no densities. */
  readonly asList: boolean;
  readonly legend: { readonly open: boolean; readonly toggle: () => void };
}

type Choice = Exclude<FilterName, 'q'>;

/** What is shown of the matrix, and how. A set filter stays in its place, so that the bar does not grow. */
export const Toolbar = ({ lines, against, search, sheet, change, asList, legend }: ToolbarProps) => {
  const { t } = useLingui();
  const { _ } = useI18n();
  const inOrder: Readonly<Record<Choice, readonly string[]>> = {
    institution: [...sheet.institutions.keys()],
    side: alternat(sheet.sides, sheet.own).map(({ side }) => side),
    kind: kinds,
    status: statuses,
    flag: flagNames,
  };
  const valuesOf = (name: Choice): ReadonlyMap<string, number> => {
    const counts = facet(lines, search, sheet.sideOf, name);
    const chosen = [search[name] ?? []].flat() as readonly string[];
    const found = inOrder[name].filter((it) => counts.has(it) || chosen.includes(it));
    return new Map(found.map((it) => [it, counts.get(it) ?? 0]));
  };
  const words = search.q;
  return (
    <div className="bar" role="group" aria-label={t`What the matrix shows`}>
      <span className="grp">
        <MomentControls />
        {!sheet.compared && !asList && <CompareButton sessions={sheet.allSessions} against={against} />}
      </span>
      <span className="grp" id="filters" role="group" aria-label={t`Filters`}>
        {asList && <FilterSheet search={search} sheet={sheet} valuesOf={valuesOf} change={change} />}
        {filterNames.map((name) =>
          name === 'q' || asList ? null : (
            <FilterButton
              key={name}
              name={name}
              search={search}
              sheet={sheet}
              values={valuesOf(name)}
              change={change}
            />
          ),
        )}
        {words !== undefined && (
          <button type="button" className="btn on" onClick={() => change({ q: undefined })}>
            {_(filterWords.q)} <span className="v">“{words}”</span>
            <Mark name="close" />
          </button>
        )}
      </span>
      <span className="sp" />
      {!asList && <OrderButton search={search} change={change} />}
      {!asList && <DensityChoice density={sheet.density} change={change} />}
      <button type="button" className="btn" aria-expanded={legend.open} aria-controls="legend" onClick={legend.toggle}>
        {t`Legend`}
      </button>
      <TakeAway forum={sheet.forum} search={search} />
    </div>
  );
};
