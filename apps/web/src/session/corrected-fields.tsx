import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import type { CorrectionPart } from '../api/types.gen.js';
import { SourceLine } from '../marks/source-line.js';
import { dateWords } from '../words/dates.js';
import { fieldWords } from '../words/field-words.js';
import { changedUndertakings } from './changed-undertakings.js';
import { ValueWords } from '../words/value-words.js';

/** What was corrected later: old, new, why; the old stays readable. */
export const CorrectedFields = ({ of }: { of: readonly CorrectionPart[] }) => {
  const { _ } = useLingui();
  return of.map((it) => (
    <div key={it.eventId} className="right">
      {changedUndertakings(it).map(({ field, old, right }) => (
        <p key={field}>
          {fieldWords[field] ? _(fieldWords[field]) : field}:{' '}
          <del>
            <ValueWords of={old} />
          </del>{' '}
          <i className="arrow">→</i>{' '}
          <ins>
            <ValueWords of={right} />
          </ins>
        </p>
      ))}
      <p>
        <Trans>
          Corrected on {dateWords(it.occurredAt.value)}, position {it.position}: <bdi>{it.reason}</bdi>
        </Trans>
      </p>
      <SourceLine of={it} />
    </div>
  ));
};
