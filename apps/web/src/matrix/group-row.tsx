import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { kindNames, type Kind } from '../words/kind-words.js';
import { ordinalIn } from '../words/ids.js';
import { Words } from '../words/text.js';
import type { Row } from './rows.js';
import { lastColumn, type Sheet } from './sheet.js';

interface GroupProps {
  readonly row: Extract<Row, { is: 'head' }>;
  readonly index: number;
  readonly sheet: Sheet;
  readonly isAt: boolean;
}

/** The head of a group of rows. */
export const GroupRow = ({ row, index, sheet, isAt }: GroupProps) => (
  <tr className="grp" aria-rowindex={index + 2} data-row={`${row.of} ${row.value}`}>
    <th
      scope="rowgroup"
      colSpan={lastColumn(sheet) + (sheet.later > 0 ? 2 : 1)}
      aria-colindex={1}
      data-column={0}
      tabIndex={isAt ? 0 : -1}
    >
      <GroupName row={row} sheet={sheet} /> <span className="num">{row.count}</span>
    </th>
  </tr>
);

export const GroupName = ({ row: { of, value }, sheet }: Pick<GroupProps, 'row' | 'sheet'>) => {
  const { _ } = useLingui();
  if (of === 'kind') return _(kindNames[value as Kind]);
  if (of === 'session')
    return ordinalIn(value) === 0 ? (
      <Trans>Older than the recorded sessions</Trans>
    ) : (
      <Trans>Session {ordinalIn(value)}</Trans>
    );
  const institution = sheet.institutions.get(value);
  if (value === '') return <Trans>Nobody named</Trans>;
  return institution ? <Words of={institution.name} /> : <bdi>{value}</bdi>;
};
