import { useState } from 'react';
import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { msg } from '@lingui/core/macro';
import { useMe } from '../api/me.js';
import type { SessionRecord } from '../api/types.gen.js';
import { isPast } from '../moment/moment.js';
import { useMoment } from '../moment/use-moment.js';
import { FieldChange } from '../words/field-change.js';
import type { Act } from './act.js';
import { ActForm } from './act-form.js';

type Agreed = SessionRecord['agreedCorrections'][number];

const agreeing = ({ corrects: eventId, field, new: value, reason }: Agreed): Act => ({
  command: 'CorrectRecord',
  of: 'sessions',
  path: 'corrections',
  title: msg`Agree to this correction`,
  send: msg`Agree for our side`,
  fixed: { eventId, field, new: value, reason },
  fields: [],
});

/** Corrections of the signed text to which one side has agreed; the other side's secretariat may agree to the same. */
export const AgreedCorrections = ({ of: { id, agreedCorrections } }: { of: SessionRecord }) => {
  const { _ } = useLingui();
  const me = useMe();
  const moment = useMoment();
  const [open, setOpen] = useState<Agreed>(); // stays, to say that it was recorded, when it waits no more
  const all =
    open && !agreedCorrections.some(({ eventId }) => eventId === open.eventId)
      ? [...agreedCorrections, open]
      : agreedCorrections;
  if (all.length === 0) return null;
  return (
    <section className="offers sec" aria-labelledby="agreed-corrections">
      <h2 id="agreed-corrections">
        <Trans>Corrections of the signed text that wait for the other side</Trans>
      </h2>
      {all.map((it) => {
        const act = agreeing(it);
        const may = me?.role === 'secretariat' && me.side !== undefined && me.side !== it.side && !isPast(moment);
        const isOpen = open?.eventId === it.eventId;
        return (
          <div key={it.eventId} className="card bd">
            <FieldChange field={it.field} old={it.old} right={it.new} />
            <p>
              <Trans>
                Agreed by <bdi>{it.side}</bdi>: {it.reason}
              </Trans>
            </p>
            {may && (
              <button
                type="button"
                className="btn"
                aria-expanded={isOpen}
                onClick={() => setOpen(isOpen ? undefined : it)}
              >
                {_(act.title)}
              </button>
            )}
            {isOpen && me && (
              <ActForm act={act} of={it.eventId} id={id} me={me} choices={{}} close={() => setOpen(undefined)} />
            )}
          </div>
        );
      })}
    </section>
  );
};
