import { useLingui } from '@lingui/react';
import { fieldWords } from './field-words.js';
import { ValueWords } from './value-words.js';

/** What a correction did to one field: the old value stays readable beside the new one. */
export const FieldChange = ({ field, old, right }: { field: string; old: unknown; right: unknown }) => {
  const { _ } = useLingui();
  return (
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
  );
};
