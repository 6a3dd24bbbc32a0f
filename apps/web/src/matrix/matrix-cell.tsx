import { memo } from 'react';
import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import type { MatrixLine, MatrixSession } from '../api/types.gen.js';
import { Mark } from '../marks/mark.js';
import { didWords, wordsOnly } from '../words/did-words.js';
import { idHere, type Sheet } from './sheet.js';
import { closeWords } from './close-words.js';
import type { Spot } from './runs.js';

interface CellProps {
  readonly line: MatrixLine;
  readonly session: MatrixSession;
  readonly spot: Spot;
  readonly sheet: Sheet;
  readonly column: number;
  /** It has the one place of the grid that Tab reaches. */
  readonly isAt: boolean;
  /** It differs from the earlier of two moments. */
  readonly changed: boolean;
  /** It has just become another one. */
  readonly lately: boolean;
}

/** What one session did to one commitment, on its line. Few nodes: there are thousands of these. */
export const MatrixCell = memo(({ line, session, spot, sheet, column, isAt, changed, lately }: CellProps) => {
  const { _ } = useLingui();
  const place = { 'aria-colindex': column + 1, 'data-column': column, tabIndex: isAt ? 0 : -1 };
  if (spot.at === 'unknown')
    return (
      <td {...place} className="c none">
        <Trans>not yet known</Trans>
      </td>
    );
  if (spot.at === 'ended' && spot.did.length === 0)
    return (
      <td {...place} className="c over">
        <Trans>ended before</Trans>
      </td>
    );
  const { did, status } = spot;
  const onLine = spot.at === 'line';
  const unsigned = onLine && spot.unsigned;
  const line_ = onLine ? `ln ${status}${unsigned ? ' u' : ''}${spot.begins ? ' from' : ''}` : status;
  const href = sheet.to.cell(idHere(line.id, sheet.forum), idHere(session.id, sheet.forum));
  return (
    <td {...place} className={`c ${line_}${changed ? ' chg' : ''}${lately ? ' changed' : ''}`}>
      <a href={href} tabIndex={-1} className={did.length === 0 ? 'quiet' : undefined}>
        {did.map((word, n) => (
          <span key={n} className={wordsOnly.has(word) ? 'act words' : 'act'}>
            <Mark name={word} />
            <span className="w">{_(didWords[word])}</span>
          </span>
        ))}
        {sheet.density === 'comfortable' ? (
          <span className="sw">
            <span className="sr">
              <Trans>at its close</Trans>
            </span>{' '}
            {closeWords(_, status, unsigned)}
          </span>
        ) : did.length === 0 ? (
          closeWords(_, status, unsigned)
        ) : (
          <span className="sw">{closeWords(_, status, unsigned)}</span>
        )}
      </a>
    </td>
  );
});
MatrixCell.displayName = 'MatrixCell';
