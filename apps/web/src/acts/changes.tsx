import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import type { Problem } from '../api/problem.js';
import type { ProblemDetails } from '../api/types.gen.js';
import { eventNames } from '../words/event-names.js';
import { fieldWords } from '../words/field-words.js';
import { ChangedValue } from './changed-value.js';

type Changed = NonNullable<ProblemDetails['changed']>[number];
type Changer = NonNullable<ProblemDetails['by']>[number];

/** The axes are told by the status. */
const toldByStatus: ReadonlySet<string> = new Set(['implementation', 'disposition']);

/** What stands otherwise than when its writer began, and who changed it, as the ledger told when it was sent. */
export const Changes = ({ of: { more } }: { of: Problem }) => {
  const { _ } = useLingui();
  const all = (more['changed'] ?? []) as readonly Changed[];
  const by = (more['by'] ?? []) as readonly Changer[];
  const hasStatus = all.some(({ field }) => field === 'status');
  const changed = all.filter(({ field }) => !(hasStatus && toldByStatus.has(field)));
  return (
    <>
      {changed.length > 0 && (
        <table className="changes">
          <caption className="sr">
            <Trans>What changed while you were writing</Trans>
          </caption>
          <thead>
            <tr>
              <td />
              <th scope="col">
                <Trans>When you began</Trans>
              </th>
              <th scope="col">
                <Trans>Now</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {changed.map(({ field, from, to }) => (
              <tr key={field}>
                <th scope="row">{fieldWords[field] ? _(fieldWords[field]) : field}</th>
                <td>
                  <ChangedValue field={field} of={from} />
                </td>
                <td>
                  <ChangedValue field={field} of={to} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <ul className="changes">
        {by.map(({ type, position, by: whose }) => (
          <li key={position}>
            <Trans>
              <b>{_(eventNames[type])}</b> by <bdi>{whose ? (whose.institution ?? whose.side) : '–'}</bdi>, position{' '}
              {position}
            </Trans>
          </li>
        ))}
      </ul>
    </>
  );
};
