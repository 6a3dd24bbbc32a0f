import { useLingui } from '@lingui/react/macro';
import { Trans } from '@lingui/react/macro';
import type { MatrixLine } from '../api/types.gen.js';
import type { Names } from '../words/names.js';
import { Beside } from './beside.js';
import type { Difference } from './differences.js';
import { idHere, type Sheet } from './sheet.js';
import { WhatChanged } from './what-changed.js';

interface DiffProps {
  readonly line: MatrixLine;
  readonly difference: Difference;
  readonly sheet: Sheet;
  readonly names: Names;
  readonly close: () => void;
}

/** How one commitment differs between the two moments, and by which events. */
export const DiffPopover = ({ line, difference, sheet, names, close }: DiffProps) => {
  const { t } = useLingui();
  const id = idHere(line.id, sheet.forum);
  const title = t`What changed of ${id}`;
  return (
    <Beside
      commitment={line.id}
      column={sheet.sessions.length + 1}
      title={title}
      label={title}
      className="whypop"
      align="end"
      close={close}
    >
      <WhatChanged of={difference} sheet={sheet} names={names} />
      <div className="row">
        <a className="btn primary" href={sheet.to.commitment(line.id)}>
          <Trans>Open {id}</Trans>
        </a>
      </div>
    </Beside>
  );
};
