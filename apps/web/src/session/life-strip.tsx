import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { SessionRecord } from '../api/types.gen.js';
import { Seals } from '../marks/seals.js';
import { dateWords } from '../words/dates.js';
import type { Names } from '../words/names.js';
import { textIn } from '../words/text.js';
import { lifeOf, type Lived } from './life.js';

/** From the meeting to the binding record, with the days between. */
export const LifeStrip = ({ of, names }: { of: SessionRecord; names: Names }) => {
  const { t } = useLingui();
  return (
    <section aria-label={t`From meeting to binding record`}>
      <ol className="life">
        {lifeOf(of).map((it, n) => (
          <li key={n} className={it.stage === 'signed' || it.stage === 'inEffect' ? 'done' : undefined}>
            {it.gap !== undefined && (
              <span className="gap">
                <Plural value={it.gap} one="# day" other="# days" />
              </span>
            )}
            <Stage of={it} session={of} names={names} />
          </li>
        ))}
      </ol>
    </section>
  );
};

const Stage = ({ of, session, names }: { of: Lived; session: SessionRecord; names: Names }) => {
  const on = 'on' in of && of.on !== undefined ? dateWords(of.on, 'short') : undefined;
  switch (of.stage) {
    case 'planned':
      return (
        <>
          <b>
            <Trans>Planned</Trans>
          </b>
          {on ?? <Trans>no day recorded</Trans>}
        </>
      );
    case 'cancelled':
      return (
        <b>
          <Trans>Cancelled</Trans>
        </b>
      );
    case 'postponed':
      return (
        <b>
          <Trans>Postponed</Trans>
        </b>
      );
    case 'met': {
      const statements = session.statements.length;
      const undertakings = session.statements.reduce((sum, it) => sum + it.undertakings.length, 0);
      return (
        <>
          <b>
            <Trans>Met</Trans>
          </b>
          {of.notAfter ? <Trans>by {on}; the day is not known</Trans> : on}
          <span className="line faint">
            <Trans>
              <Plural value={statements} one="# statement" other="# statements" />,{' '}
              <Plural value={undertakings} one="# undertaking" other="# undertakings" />
            </Trans>
          </span>
        </>
      );
    }
    case 'earlierDrafts':
      return (
        <>
          <b>
            <Plural value={of.number} one="# earlier draft" other="# earlier drafts" />
          </b>
          <Trans>from {on}</Trans>
        </>
      );
    case 'draft':
      return (
        <>
          <b>
            <Trans>Draft {of.version}</Trans>
          </b>
          {on}
          {of.note !== undefined && (
            <span className="line faint">
              <bdi>{of.note}</bdi>
            </span>
          )}
        </>
      );
    case 'signed':
      return <Signed of={of} names={names} />;
    case 'inEffect':
      return (
        <>
          <b>
            <Trans>In effect</Trans>
          </b>
          <Trans>since {on}</Trans>
          {of.afterMeeting !== undefined && (
            <span className="line faint">
              <Plural value={of.afterMeeting} one="# day after the meeting" other="# days after the meeting" />
            </span>
          )}
        </>
      );
  }
};

const Signed = ({ of, names }: { of: Extract<Lived, { stage: 'signed' }>; names: Names }) => {
  const [side] = of.sides.map((it) => textIn(names.side(it)).words);
  return (
    <>
      <b>
        <Seals signed={names.sides.map((it) => of.sides.includes(it))} />{' '}
        {of.sides.length > 1 ? <Trans>Signed by both</Trans> : <Trans>Signed by {side}</Trans>}
      </b>
      {dateWords(of.on, 'short')}
      <span className="line faint">
        <Trans>
          version {of.version},{' '}
          <Plural value={of.left} _0="nothing left out" one="one statement left out" other="# statements left out" />
        </Trans>
      </span>
    </>
  );
};
