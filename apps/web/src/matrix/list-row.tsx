import { useMemo, useState } from 'react';
import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import type { MatrixLine } from '../api/types.gen.js';
import { Mark } from '../marks/mark.js';
import { StatusName } from '../marks/status.js';
import { didWords, wordsOnly } from '../words/did-words.js';
import { closed } from '../words/status-words.js';
import { Words } from '../words/text.js';
import { closeWords } from './close-words.js';
import { Held } from './column-head.js';
import { Flags } from './flags.js';
import { DueDate } from './now-cell.js';
import { Sides, titleOf } from './row-head.js';
import { spotsOf, type Spot } from './runs.js';
import { idHere, type Sheet } from './sheet.js';
import { WhatChanged } from './what-changed.js';

interface RowProps {
  readonly line: MatrixLine;
  readonly sheet: Sheet;
  /** The first session that the staff has room for. */
  readonly from: number;
  /** It has just become another one. */
  readonly lately: boolean;
}

/** A commitment with its line of marks; opened, its sessions one by one. */
export const ListRow = ({ line, sheet, from, lately }: RowProps) => {
  const [open, setOpen] = useState(false);
  const spots = useMemo(() => spotsOf(line.cells, sheet.sessions), [line, sheet]);
  return (
    <li className={lately ? 'ph-row changed' : 'ph-row'} data-row={line.id}>
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>
          <span className="ph-title">
            <Words of={titleOf(line)} className="t" />
            <StatusName status={line.status} />
          </span>
          <span className="staff" aria-hidden="true">
            {spots.slice(from).map((spot, n) => (
              <OnStaff key={n} spot={spot} />
            ))}
          </span>
          <span className="m">
            <bdi className="num">{idHere(line.id, sheet.forum)}</bdi>
            <Sides line={line} sheet={sheet} />
            <span className="fl">
              <Flags line={line} sheet={sheet} asText />
            </span>
            {!closed.has(line.status) && <DueDate line={line} />}
          </span>
        </summary>
        {open && <Sessions line={line} sheet={sheet} spots={spots} />}
      </details>
    </li>
  );
};

const OnStaff = ({ spot }: { spot: Spot }) => {
  if (spot.at === 'unknown') return <span />;
  const line = spot.at === 'line' ? `ln ${spot.status}${spot.unsigned ? ' u' : ''}${spot.begins ? ' from' : ''}` : '';
  const [first] = spot.did;
  return (
    <span className={line}>
      {first !== undefined && (
        <span className={wordsOnly.has(first) ? 'act words' : 'act'}>
          <Mark name={first} />
        </span>
      )}
    </span>
  );
};

const Sessions = ({ line, sheet, spots }: { line: MatrixLine; sheet: Sheet; spots: readonly Spot[] }) => {
  const { _ } = useLingui();
  const id = idHere(line.id, sheet.forum);
  const difference = sheet.compared?.differences.get(line.id);
  return (
    <>
      {difference && <WhatChanged of={difference} sheet={sheet} names={sheet.names} />}
      <ol className="ph-cells">
        {sheet.sessions.map((session, n) => {
          const spot = spots[n]!;
          if (spot.at === 'unknown' || (spot.at === 'ended' && spot.did.length === 0)) return null;
          const unsigned = spot.at === 'line' && spot.unsigned;
          return (
            <li key={session.id} className={spot.status}>
              <a href={sheet.to.cell(id, idHere(session.id, sheet.forum))}>
                <span>
                  <b>
                    <Trans>Session {session.ordinal}</Trans>
                  </b>{' '}
                  <span className="faint">
                    <Held session={session} precision={10} withMode={false} />
                  </span>
                </span>
                {spot.did.map((word, at) => (
                  <span key={at} className={wordsOnly.has(word) ? 'act words' : 'act'}>
                    <Mark name={word} />
                    {_(didWords[word])}
                  </span>
                ))}
                <span className="sw">{closeWords(_, spot.status, unsigned)}</span>
              </a>
            </li>
          );
        })}
      </ol>
      <div className="row">
        <a className="btn primary" href={sheet.to.commitment(line.id)}>
          <Trans>Open commitment</Trans>
        </a>
        <a className="btn" href={sheet.to.why(id)}>
          {line.adoption === 'provisional' ? <Trans>Why is it unsigned?</Trans> : <Trans>Who signed it?</Trans>}
        </a>
      </div>
    </>
  );
};
