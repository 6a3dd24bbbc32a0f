import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Mark } from '../marks/mark.js';
import { changeKinds, type ChangeKind } from './differences.js';
import type { Changed, MatrixSearch } from './matrix-search.js';
import type { Compared } from './sheet.js';

interface SinceThenProps {
  readonly compared: Compared;
  /** All rows, changed or not. */
  readonly all: number;
  readonly changed?: Changed;
  readonly here: (change: Partial<MatrixSearch>) => string;
}

/** What changed between two moments, in numbers; each shows its rows. */
export const SinceThen = ({ compared: { differences }, all, changed = 'true', here }: SinceThenProps) => {
  const { t } = useLingui();
  const count = (kind: ChangeKind) => [...differences.values()].filter(({ kinds }) => kinds.has(kind)).length;
  const unchanged = all - [...differences.values()].filter(({ gone }) => !gone).length;
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
  return (
    <div className="row since" role="group" aria-label={t`Since then`}>
      <b>
        <Trans>Since then</Trans>
      </b>
      {link('true', <Plural value={differences.size} one="# changed" other="# changed" />)}
      {changeKinds
        .filter((kind) => count(kind) > 0)
        .map((kind) => link(kind, <KindCount kind={kind} count={count(kind)} />))}
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

const KindCount = ({ kind, count }: { kind: ChangeKind; count: number }) =>
  ({
    appeared: <Plural value={count} one="+ # appeared" other="+ # appeared" />,
    completed: (
      <>
        <Mark name="completed" /> <Plural value={count} one="# completed" other="# completed" />
      </>
    ),
    signed: <Plural value={count} one="# signed" other="# signed" />,
    slipped: (
      <>
        <Mark name="dateRevised" /> <Plural value={count} one="# slipped" other="# slipped" />
      </>
    ),
    gone: <Plural value={count} one="− # gone" other="− # gone" />,
  })[kind];
