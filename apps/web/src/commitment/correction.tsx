import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { SourceLine } from '../marks/source-line.js';
import { dateWords } from '../words/dates.js';
import { toldIn, type Entry } from '../words/entry.js';
import { fieldWords } from '../words/field-words.js';
import { ValueWords } from '../words/value-words.js';

/** What was set right later: the original stays readable above it. */
export const Correction = ({ of, words }: { of: Entry; words: string }) => {
  const { _ } = useLingui();
  const { field, old, new: right } = toldIn(of);
  return (
    <div className="right" id={`p${of.position}`} tabIndex={-1}>
      <p>
        <b>{words}</b>
      </p>
      {field !== undefined && (
        <p>
          {fieldWords[field] ? _(fieldWords[field]) : field}:{' '}
          <del>
            <ValueWords of={old} />
          </del>{' '}
          <i className="arrow">→</i>{' '}
          <ins>
            <ValueWords of={right} />
          </ins>
        </p>
      )}
      <p className="faint">
        <Trans>
          {dateWords(of.occurredAt.value, 'short')}, recorded at position {of.position}
        </Trans>
      </p>
      <SourceLine of={of} />
    </div>
  );
};
