import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import type { MatrixLine } from '../api/types.gen.js';
import { Side } from '../marks/side.js';
import { kindNames } from '../words/kind-words.js';
import { Words } from '../words/text.js';
import { idHere, namedBySide, type Sheet } from './sheet.js';

/** The names of a line in each language. */
export const titleOf = ({ title, titles }: Pick<MatrixLine, 'title' | 'titles'>) => titles ?? { en: title };

/** The head of a row: which commitment, of what kind, and who answers for it on each side. */
export const RowHead = ({ line, sheet }: { line: MatrixLine; sheet: Sheet }) => {
  const { _ } = useLingui();
  return (
    <a className="r" href={sheet.to.commitment(line.id)} tabIndex={-1}>
      <bdi className="id">{idHere(line.id, sheet.forum)}</bdi>
      <Words of={titleOf(line)} className="t" />
      <span className="m">
        {sheet.density === 'comfortable' && <span>{_(kindNames[line.kind])}</span>}
        {sheet.density === 'comfortable' ? <Sides line={line} sheet={sheet} /> : <Shorts line={line} sheet={sheet} />}
      </span>
    </a>
  );
};

export const Sides = ({ line, sheet }: { line: MatrixLine; sheet: Sheet }) =>
  namedBySide(line, sheet).map(({ side, named }) => (
    <span key={side.side}>
      <Side side={side.side} name={side.name} />{' '}
      {named.length === 0 ? <Trans>nobody named</Trans> : <bdi>{named.map(({ short }) => short).join(', ')}</bdi>}
    </span>
  ));

const Shorts = ({ line, sheet }: { line: MatrixLine; sheet: Sheet }) => (
  <bdi>
    {namedBySide(line, sheet)
      .map(({ named }) => named[0]?.short ?? '–')
      .join(' · ')}
  </bdi>
);
