import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { Mark } from '../marks/mark.js';
import { RuleName } from '../marks/rule-name.js';
import { SourceLine } from '../marks/source-line.js';
import { axisWords, stepWords } from '../words/axis-words.js';
import { dateWords } from '../words/dates.js';
import { toldIn } from '../words/entry.js';
import { isWordsOnly, markOf } from '../words/event-marks.js';
import { useEventWords } from '../words/event-values.js';
import { forumIn, lastPart, ordinalIn } from '../words/ids.js';
import type { Names } from '../words/names.js';
import { Quoted } from '../words/quoted.js';
import { textIn } from '../words/text.js';
import { Correction } from './correction.js';
import type { Effect } from './effects.js';
import { EnteredBy } from './entered-by.js';
import { Recorded } from './recorded.js';
import type { Item } from './timeline-items.js';

interface ItemProps {
  readonly item: Item;
  readonly effects: ReadonlyMap<string, readonly Effect[]>;
  readonly names: Names;
  readonly milestones: readonly { readonly id: string; readonly title: string }[];
  /** The address names it. */
  readonly here: boolean;
}

export const TimelineItem = ({ item: { head, entries, corrections }, effects, names, milestones, here }: ItemProps) => {
  const sentence = useEventWords(names, milestones);
  const first = entries[0]!;
  const { text, statementId, narrative } = toldIn(first);
  const { session } = head;
  const moved = entries.flatMap(({ eventId }) => effects.get(eventId) ?? []);
  return (
    <li className={here ? 'here' : undefined}>
      <div className="when">
        {dateWords(head.occurredAt.value, 'short')}
        {session !== undefined && (
          <small>
            <Link
              to="/sessions/$session"
              params={{ session }}
              hash={statementId === undefined ? undefined : lastPart(statementId)}
            >
              {forumIn(session) === forumIn(head.subject) ? (
                <Trans>session {ordinalIn(session)}</Trans>
              ) : (
                <Trans>
                  session {ordinalIn(session)}, {textIn(names.forum(forumIn(session))).words}
                </Trans>
              )}
            </Link>
          </small>
        )}
      </div>
      <div className="mk">
        <Mark name={markOf(head)} />
      </div>
      <div className="wh">
        <b>{sentence(head)}</b>
        {text !== undefined && statementId !== undefined && <Quoted of={text} />}
        {narrative !== undefined && (
          <p className="q record">
            <bdi>{narrative}</bdi>
          </p>
        )}
        <Effects of={moved} wordsOnly={isWordsOnly(first.type)} />
        <SourceLine of={first} />
        <EnteredBy actor={first.actor} names={names} />
        {corrections.map((it) => (
          <Correction key={it.eventId} of={it} words={sentence(it)} />
        ))}
      </div>
      <Recorded entries={entries} />
    </li>
  );
};

const Effects = ({ of, wordsOnly }: { of: readonly Effect[]; wordsOnly: boolean }) => {
  const { _ } = useLingui();
  if (of.length === 0 && !wordsOnly) return null;
  return (
    <div className="eff">
      {wordsOnly && (
        <span>
          <Trans>words only: it changes nothing</Trans>
        </span>
      )}
      {of.map(({ axis, from, to, rule }) => (
        <span key={axis}>
          {_(axisWords[axis])}: {from !== undefined && _(stepWords[from])} <i className="arrow">→</i>{' '}
          <b className={`st-${to}`}>{_(stepWords[to])}</b>
          {rule !== undefined && (
            <>
              {' · '}
              <RuleName rule={rule} />
            </>
          )}
        </span>
      ))}
    </div>
  );
};
