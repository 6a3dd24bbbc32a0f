import { Trans } from '@lingui/react/macro';
import type { ShownCorrection } from '../api/types.gen.js';
import { SourceLine } from '../marks/source-line.js';
import { dateWords } from '../words/dates.js';
import { FieldChange } from '../words/field-change.js';
import { changedUndertakings } from './changed-undertakings.js';

/** What was corrected later: old, new, why; the old stays readable. */
export const CorrectedFields = ({ of }: { of: readonly ShownCorrection[] }) =>
  of.map((it) => (
    <div key={it.eventId} className="right">
      {changedUndertakings(it).map(({ field, old, right }) => (
        <FieldChange key={field} field={field} old={old} right={right} />
      ))}
      <p>
        <Trans>
          Corrected on {dateWords(it.occurredAt.value)}, position {it.position}: <bdi>{it.reason}</bdi>
        </Trans>
      </p>
      <SourceLine of={it} />
    </div>
  ));
