import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import type { MatrixLine } from '../api/types.gen.js';
import { Seals } from '../marks/seals.js';
import { statusWords } from '../words/status-words.js';
import type { Difference } from './differences.js';
import { idHere, type Sheet } from './sheet.js';

interface ThenProps {
  readonly line: MatrixLine;
  /** Missing where nothing changed. */
  readonly difference: Difference | undefined;
  readonly sheet: Sheet;
}

/** How a commitment stood at the earlier of two moments; where that is so no more it tells what changed. */
export const ThenCell = (props: ThenProps) => {
  const { line, difference, sheet } = props;
  return difference ? (
    <a href={sheet.to.diff(idHere(line.id, sheet.forum))} tabIndex={-1}>
      <Stood {...props} />
    </a>
  ) : (
    <Stood {...props} />
  );
};

const Stood = ({ line, difference, sheet }: ThenProps) => {
  const { _ } = useLingui();
  if (difference && !difference.then)
    return (
      <span className="r2 new">
        <Trans>+ new</Trans>
      </span>
    );
  const then = difference?.then ?? line;
  const adopted = then.adoption === 'adopted';
  const words = _(statusWords[then.status]);
  return (
    <span className="r2">
      <Seals signed={sheet.sides.map(() => adopted)} />
      <span className="sr">{adopted ? <Trans>signed</Trans> : <Trans>unsigned</Trans>}</span>
      {then.status === line.status && !difference?.gone ? <span>{words}</span> : <s className="mv">{words}</s>}
    </span>
  );
};
