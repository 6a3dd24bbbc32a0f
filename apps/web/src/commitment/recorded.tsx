import { Trans, useLingui } from '@lingui/react/macro';
import { dateWords } from '../words/dates.js';
import type { Entry } from '../words/entry.js';
import { spanBetween } from '../words/spans.js';

/** When the ledger learned it, and how long after it happened. */
export const Recorded = ({ entries }: { entries: readonly Entry[] }) => {
  const { t } = useLingui();
  const { occurredAt, recordedAt } = entries[0]!;
  const { years, months } = spanBetween(occurredAt.value, recordedAt);
  const late =
    years > 0 && months > 0
      ? t`+${years} y ${months} m`
      : years > 0
        ? t`+${years} y`
        : months > 0
          ? t`+${months} m`
          : undefined;
  return (
    <div className="rec">
      <span className="sr">
        <Trans>Recorded:</Trans>
      </span>{' '}
      {entries.map(({ position }) => (
        <a key={position} id={`p${position}`} href={`#p${position}`} className="pos">
          <Trans>position {position}</Trans>
        </a>
      ))}
      <br />
      {dateWords(recordedAt, 'short')}{' '}
      {late !== undefined && (
        <span className="late" title={t`learned so much later`}>
          {late}
        </span>
      )}
    </div>
  );
};
