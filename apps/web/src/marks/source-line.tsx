import { Trans } from '@lingui/react/macro';
import type { Authority as Kind, RecordSource as Source } from '../api/types.gen.js';
import { Authority } from './authority.js';

interface Written {
  readonly authority: Kind;
  readonly source: Source;
}

/** Where it is written, on what authority; the note is the recorder's own. */
export const SourceLine = ({ of: { authority, source } }: { of: Written }) => (
  <p className="src">
    <Authority of={authority} /> <bdi>{source.reference}</bdi>
    {source.paragraph !== undefined && (
      <>
        {', '}
        <Trans>paragraph {source.paragraph}</Trans>
      </>
    )}
    {source.note !== undefined && (
      <>
        . <bdi>{source.note}</bdi>
      </>
    )}
  </p>
);
