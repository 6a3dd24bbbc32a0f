import { useLingui } from '@lingui/react';
import type { VersionDifference } from '../api/types.gen.js';
import { fieldWords } from '../words/field-words.js';
import { shortId } from '../words/ids.js';
import { ValueWords } from '../words/value-words.js';

/** How undertakings were changed between two versions: old, then new. */
export const ChangedFields = ({ of }: { of: VersionDifference['changed'] }) => {
  const { _ } = useLingui();
  if (of.length === 0) return null;
  return (
    <ul className="changed">
      {of.map(({ commitmentId, field, from, to }) => (
        <li key={`${commitmentId} ${field}`}>
          <bdi>{shortId(commitmentId)}</bdi>, {fieldWords[field] ? _(fieldWords[field]) : field}:{' '}
          <del>
            <ValueWords of={from} />
          </del>{' '}
          <i className="arrow">→</i>{' '}
          <ins>
            <ValueWords of={to} />
          </ins>
        </li>
      ))}
    </ul>
  );
};
