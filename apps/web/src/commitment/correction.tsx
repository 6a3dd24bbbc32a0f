import { Trans } from '@lingui/react/macro';
import { SourceLine } from '../marks/source-line.js';
import { dateWords } from '../words/dates.js';
import { toldIn, type Entry } from '../words/entry.js';
import { FieldChange } from '../words/field-change.js';

/** What was set right later: the original stays readable above it. */
export const Correction = ({ of, words }: { of: Entry; words: string }) => {
  const { field, old, new: right } = toldIn(of);
  return (
    <div className="right" id={`p${of.position}`} tabIndex={-1}>
      <p>
        <b>{words}</b>
      </p>
      {field !== undefined && <FieldChange field={field} old={old} right={right} />}
      <p className="faint">
        <Trans>
          {dateWords(of.occurredAt.value, 'short')}, recorded at position {of.position}
        </Trans>
      </p>
      <SourceLine of={of} />
    </div>
  );
};
