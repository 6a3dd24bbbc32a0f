import { Trans, useLingui } from '@lingui/react/macro';
import type { MatrixSession } from '../api/types.gen.js';
import { Seals } from '../marks/seals.js';
import { dateWords } from '../words/dates.js';
import { textIn } from '../words/text.js';
import { sealsOf, type Sheet } from './sheet.js';

/** The head of a column: which session, when, how it met, and who has signed its minutes. */
export const ColumnHead = ({ session, sheet, tight }: { session: MatrixSession; sheet: Sheet; tight: boolean }) => {
  const { ordinal, known } = session;
  const roomy = sheet.density === 'comfortable';
  const elsewhere = session.forum === sheet.forum ? undefined : session.forum;
  return (
    <a className="s" href={sheet.to.session(session.id)} tabIndex={-1}>
      <span className="o">
        <span>
          <small className={roomy ? undefined : 'sr'}>
            <Trans>Session</Trans>{' '}
          </small>
          {ordinal}
        </span>
        {!roomy && <Signed session={session} sheet={sheet} />}
      </span>
      {elsewhere !== undefined && <bdi className="d">{elsewhere}</bdi>}
      <span className="d num">
        <Held session={session} precision={roomy ? 10 : tight ? 4 : 7} withMode={roomy} />
      </span>
      {!known && (
        <span className={roomy ? 'd' : 'sr'}>
          <Trans>only that it met is known</Trans>
        </span>
      )}
      {roomy && <Signed session={session} sheet={sheet} />}
    </a>
  );
};

/** @param precision  how much of the date has room: its day, its month or its year */
export const Held = ({
  session,
  precision,
  withMode,
}: {
  session: MatrixSession;
  precision: number;
  withMode: boolean;
}) => {
  const { t } = useLingui();
  const { openedOn, heldNotAfter, mode } = session;
  if (openedOn === undefined)
    return heldNotAfter === undefined ? (
      <Trans>day unknown</Trans>
    ) : (
      <Trans>by {dateWords(heldNotAfter.slice(0, precision), 'short')}</Trans>
    );
  const on = dateWords(openedOn.slice(0, precision), 'short');
  if (!withMode) return on;
  return { virtual: t`${on}, virtual`, hybrid: t`${on}, hybrid`, inPerson: on }[mode];
};

const Signed = ({ session, sheet }: { session: MatrixSession; sheet: Sheet }) => {
  const { t } = useLingui();
  const signed = sealsOf(session, sheet.sides);
  const only = sheet.sides[signed.indexOf(true)];
  const side = only && textIn(only.name).words;
  const words = session.signed ? t`signed` : side === undefined ? t`unsigned` : t`signed by ${side}`;
  const roomy = sheet.density === 'comfortable';
  return (
    <span className={session.signed ? 'g signed' : 'g'} title={roomy ? undefined : words}>
      <Seals signed={session.signed ? signed.map(() => true) : signed} />
      <span className={roomy ? 'w' : 'sr'}>{words}</span>
    </span>
  );
};
