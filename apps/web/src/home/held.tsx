import { Plural, Trans } from '@lingui/react/macro';
import { useLingui } from '@lingui/react';
import { Link } from '@tanstack/react-router';
import type { ForumOverview } from '../api/types.gen.js';
import { Seals } from '../marks/seals.js';
import { dateWords } from '../words/dates.js';
import { numberedHere } from '../words/numbered.js';
import { daysBetween, type TimeAxis } from './time-axis.js';

interface HeldProps {
  readonly session: ForumOverview['sessions'][number];
  readonly forum: ForumOverview;
  readonly axis: TimeAxis;
}

/** One session in its lane: when it met, the wait, and when the second side signed. A session without a day has no place. */
export const Held = ({ session, forum, axis }: HeldProps) => {
  const { i18n } = useLingui();
  const { id, ordinal, openedOn, heldNotAfter, plannedOn, phase, signedOn, signatures } = numberedHere(session);
  const met = openedOn ?? heldNotAfter ?? (phase === 'scheduled' ? plannedOn : undefined);
  if (met === undefined) return null;
  const days = signedOn === undefined ? undefined : daysBetween(met, signedOn);
  const [from, to] = [axis.at(met), signedOn === undefined ? undefined : axis.at(signedOn)];
  const month = dateWords(met.slice(0, 7), 'short', i18n.locale);
  const near = to !== undefined && to - from < 0.03 ? ' near' : '';
  const waits = openedOn === undefined ? ' planned' : '';
  return (
    <>
      {to !== undefined && (
        <span className="bind" style={{ insetInlineStart: `${from * 100}%`, inlineSize: `${(to - from) * 100}%` }} />
      )}
      <Link
        className={`meet${signatures.length === 1 ? ' part' : ''}${waits}${near}`}
        style={{ insetInlineStart: `${from * 100}%` }}
        to="/sessions/$session"
        params={{ session: id }}
      >
        <i>
          <span className="sr">
            <Trans>Session</Trans>{' '}
          </span>
          {ordinal}
        </i>
        <small>{month}</small>
      </Link>
      {signedOn !== undefined && to !== undefined && (
        <>
          {days !== undefined && to - from > 0.04 && (
            <span className="days" style={{ insetInlineStart: `${((from + to) / 2) * 100}%` }}>
              <Plural value={days} one="# day" other="# days" />
            </span>
          )}
          <span className={`sealed${near}`} style={{ insetInlineStart: `${to * 100}%` }}>
            <Seals signed={forum.sides.map((side) => signatures.some((it) => it.side === side))} />
            <small>
              <Trans>signed {dateWords(signedOn, 'short', i18n.locale)}</Trans>
            </small>
          </span>
        </>
      )}
    </>
  );
};
