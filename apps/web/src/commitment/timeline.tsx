import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { CommitmentAnswer } from '../api/types.gen.js';
import { useHere } from '../frame/use-here.js';
import { toldIn, type Entry } from '../words/entry.js';
import type { Names } from '../words/names.js';
import { effectsOf } from './effects.js';
import { filtered, itemsOf, newestFirst } from './timeline-items.js';
import { TimelineBar } from './timeline-bar.js';
import { TimelineItem } from './timeline-item.js';

/** Items beyond these wait for a click. */
const MOST = 100;

interface TimelineProps {
  readonly of: CommitmentAnswer;
  readonly entries: readonly Entry[];
  readonly names: Names;
}

/** What happened to it, newest first: when it happened on one side, when it was recorded on the other. */
export const TimelineSection = ({ of, entries, names }: TimelineProps) => {
  const { t } = useLingui();
  const { show, order } = useSearch({ from: '/commitments/$commitment' });
  const navigate = useNavigate({ from: '/commitments/$commitment' });
  const effects = effectsOf(of.why);
  const items = newestFirst(filtered(itemsOf(entries), show, new Set(effects.keys())), order);
  const here = useHere(items.length > 0);
  const isHere = (it: (typeof items)[number]) => it.entries.some(({ position }) => `p${position}` === here);
  const [all, setAll] = useState(false);
  const shown = all || items.findIndex(isHere) >= MOST ? items : items.slice(0, MOST);
  const said = new Set(entries.flatMap((it) => toldIn(it).statementId ?? [])).size;
  return (
    <section className="sec" aria-labelledby="happened">
      <h2 id="happened">
        <Trans>What happened</Trans>
        <small>
          <Trans>
            newest first: <Plural value={entries.length} one="# event" other="# events" />, {said} of them said in
            sessions
          </Trans>
        </small>
      </h2>
      <TimelineBar
        show={show}
        order={order}
        change={(search) => void navigate({ search: (before) => ({ ...before, ...search }), replace: true })}
      />
      <p role="status" className="sr">
        <Plural value={items.length} one="# line is shown" other="# lines are shown" />
      </p>
      <div className="tl-h" aria-hidden="true">
        <span>{t`Happened`}</span>
        <span />
        <span />
        <span>{t`Recorded`}</span>
      </div>
      {items.length === 0 && (
        <p className="note">
          <Trans>Nothing of that kind is recorded.</Trans>
        </p>
      )}
      <ol className="tl">
        {shown.map((it) => (
          <TimelineItem
            key={it.head.eventId}
            item={it}
            effects={effects}
            names={names}
            milestones={of.milestones}
            here={isHere(it)}
          />
        ))}
      </ol>
      {shown.length < items.length && (
        <button type="button" className="btn" onClick={() => setAll(true)}>
          <Trans>Show {items.length - shown.length} older ones</Trans>
        </button>
      )}
    </section>
  );
};
