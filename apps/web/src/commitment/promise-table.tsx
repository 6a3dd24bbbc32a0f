import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { authorityWords } from '../words/authority-words.js';
import { dateWords } from '../words/dates.js';
import { useDueWords } from '../words/due-words.js';
import { ordinalIn } from '../words/ids.js';
import { useHappenedWords } from './happened-words.js';
import { useMoveWords } from './move-words.js';
import type { Happened, Promised } from './promises.js';

/** The drawing's content as a table: on phones, and for those who do not see it. */
export const PromiseTable = ({ rows, happened }: { rows: readonly Promised[]; happened: readonly Happened[] }) => {
  const { _ } = useLingui();
  const [due, move, event] = [useDueWords(), useMoveWords(), useHappenedWords()];
  return (
    <table className="plain tbl">
      <caption className="sr">
        <Trans>The due date, each time it was said, and what happened</Trans>
      </caption>
      <thead>
        <tr>
          <th scope="col">
            <Trans>Said on</Trans>
          </th>
          <th scope="col">
            <Trans>To be done by</Trans>
          </th>
          <th scope="col">
            <Trans>Moved</Trans>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ position, said, session, authority, due: promised, moved }) => (
          <tr key={position}>
            <th scope="row">
              {dateWords(said)}
              <br />
              <span className="faint">
                {session === undefined ? _(authorityWords[authority]) : <Trans>session {ordinalIn(session)}</Trans>}
              </span>
            </th>
            <td>{due(promised)}</td>
            <td className={moved?.later ? 'moved' : ''}>
              {moved ? move(moved) : position === rows[0]!.position ? <Trans>the first date known</Trans> : null}
            </td>
          </tr>
        ))}
        {happened.map((it) => (
          <tr key={`${it.what} ${it.on} ${it.title}`}>
            <th scope="row">{event(it)}</th>
            <td>{dateWords(it.on)}</td>
            <td />
          </tr>
        ))}
      </tbody>
    </table>
  );
};
