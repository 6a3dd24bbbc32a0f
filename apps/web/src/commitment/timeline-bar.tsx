import { Trans, useLingui } from '@lingui/react/macro';
import type { CommitmentSearch } from './commitment-search.js';

interface BarProps extends CommitmentSearch {
  readonly change: (search: CommitmentSearch) => void;
}

/** Which events are shown, and by which of their two dates. */
export const TimelineBar = ({ show, order, change }: BarProps) => {
  const { t } = useLingui();
  const choices = [
    { value: undefined, words: t`All` },
    { value: 'changed', words: t`Changed the status` },
    { value: 'said', words: t`Said in sessions` },
    { value: 'reports', words: t`Reports` },
  ] as const;
  return (
    <div className="tl-bar no-print">
      <div className="seg" role="group" aria-label={t`Which events are shown`}>
        {choices.map(({ value, words }) => (
          <button key={words} type="button" aria-pressed={show === value} onClick={() => change({ show: value })}>
            {words}
          </button>
        ))}
      </div>
      <label className="small faint">
        <Trans>Order:</Trans>{' '}
        <select
          className="plain"
          value={order ?? ''}
          onChange={({ target }) => change({ order: target.value === 'recorded' ? 'recorded' : undefined })}
        >
          <option value="">{t`by the date it happened`}</option>
          <option value="recorded">{t`by when it was recorded`}</option>
        </select>
      </label>
    </div>
  );
};
