import { useLingui } from '@lingui/react';
import { Plural, Trans } from '@lingui/react/macro';
import { NothingFits, NothingRecorded } from '../frame/nothing.js';
import { filterWords } from './filter-names.js';
import { filterNames, type MatrixSearch } from './matrix-search.js';

interface NoRowsProps {
  readonly search: MatrixSearch;
  /** How many commitments there are without filters. */
  readonly all: number;
  readonly sessions: number;
  /** Two moments are compared, and only what changed is asked for. */
  readonly onlyChanges: boolean;
  readonly here: (change: Partial<MatrixSearch>) => string;
}

/** Why no row is shown, and what to do about it. */
export const NoRows = ({ search, all, sessions, onlyChanges, here }: NoRowsProps) => {
  const { _ } = useLingui();
  if (all === 0)
    return (
      <NothingRecorded>
        {sessions === 0 ? (
          <Trans>No session of this forum is recorded yet, and no commitment.</Trans>
        ) : (
          <Plural
            value={sessions}
            one="# session is recorded, and no commitment yet."
            other="# sessions are recorded, and no commitment yet."
          />
        )}
      </NothingRecorded>
    );
  const set = filterNames.filter((name) => search[name] !== undefined);
  if (set.length === 0 && onlyChanges)
    return (
      <p className="nothing">
        <Trans>Nothing changed between these two moments.</Trans>
      </p>
    );
  return (
    <NothingFits
      drops={
        <span className="drops">
          {set.map((name) => {
            const filter = _(filterWords[name]);
            return (
              <a key={name} className="btn" data-replace="" href={here({ [name]: undefined })}>
                <Trans>Drop the filter {filter}</Trans>
              </a>
            );
          })}
        </span>
      }
    />
  );
};
