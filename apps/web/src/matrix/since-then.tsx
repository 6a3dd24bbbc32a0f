import { useLingui as useI18n } from '@lingui/react';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { Diff } from '../api/types.gen.js';
import { Mark } from '../marks/mark.js';
import { changeMarks, changeNames } from './change-names.js';
import { changeKinds } from './differences.js';
import type { Changed, MatrixSearch } from './matrix-search.js';

interface SinceThenProps {
  readonly diff: Diff;
  readonly changed?: Changed;
  readonly here: (change: Partial<MatrixSearch>) => string;
}

/** What changed between two moments, in numbers; each shows its rows. */
export const SinceThen = ({ diff: { counts, total, unchanged }, changed = 'true', here }: SinceThenProps) => {
  const { t } = useLingui();
  const { _ } = useI18n();
  const link = (value: Changed, label: React.ReactNode) => (
    <a
      key={value}
      className={value === changed ? 'chip on' : 'chip'}
      aria-current={value === changed ? 'true' : undefined}
      data-replace=""
      href={here({ changed: value })}
    >
      {label}
    </a>
  );
  const inOrder = changeKinds.flatMap((kind) => counts.find((it) => it.kind === kind) ?? []);
  return (
    <div className="row since" role="group" aria-label={t`Since then`}>
      <b>
        <Trans>Since then</Trans>
      </b>
      {link('true', <Plural value={total} one="# changed" other="# changed" />)}
      {inOrder.map(({ kind, commitments }) =>
        link(
          kind,
          <>
            {changeMarks[kind] !== undefined && <Mark name={changeMarks[kind]} />}
            <span className="num">{commitments}</span> {_(changeNames[kind])}
          </>,
        ),
      )}
      {link(
        'false',
        changed === 'false' ? (
          <Plural value={unchanged} one="= # unchanged, shown too" other="= # unchanged, shown too" />
        ) : (
          <Plural value={unchanged} one="= # unchanged, not shown" other="= # unchanged, not shown" />
        ),
      )}
    </div>
  );
};
