import { useState } from 'react';
import { useLingui as useI18n } from '@lingui/react';
import { useLingui } from '@lingui/react/macro';
import { useMe } from '../api/me.js';
import { OnlyNow } from '../moment/back-to-now.js';
import { isPast } from '../moment/moment.js';
import { useMoment } from '../moment/use-moment.js';
import type { CommitmentAnswer, ForumRow } from '../api/types.gen.js';
import type { Entry } from '../words/entry.js';
import { isOffered } from './act.js';
import { acts } from './act-list.js';
import { ActForm } from './act-form.js';
import { choicesOf } from './choices-of.js';
import { proposedTo } from './proposed.js';

interface OffersProps {
  readonly of: CommitmentAnswer;
  readonly forum: ForumRow | undefined;
  readonly entries: readonly Entry[];
}

/** Who would be offered something, if it were now. */
const acting: ReadonlySet<string> = new Set(['focalPoint', 'secretariat', 'coChair']);

/** What the reader may do with a commitment now; each opens its form in place. In the past nothing can be written. */
export const Offers = ({ of, forum, entries }: OffersProps) => {
  const { t } = useLingui();
  const { _ } = useI18n();
  const me = useMe();
  const moment = useMoment();
  const [open, setOpen] = useState<string>();
  if (!me) return null;
  if (isPast(moment)) return acting.has(me.role) ? <OnlyNow /> : null;
  const offered = acts.filter((it) => isOffered(it, of.may ?? []));
  // What was just recorded may not be offered any more; its form still says so.
  const act = acts.find(({ command }) => command === open);
  if (offered.length === 0 && !act) return null;
  return (
    <section className="offers" aria-label={t`What you may do`}>
      <div className="row">
        {offered.map((it) => (
          <button
            key={it.command}
            type="button"
            className="btn"
            aria-expanded={it.command === open}
            onClick={() => setOpen(it.command === open ? undefined : it.command)}
          >
            {_(it.title)}
          </button>
        ))}
      </div>
      {act && (
        <ActForm
          key={act.command}
          act={act}
          id={of.id}
          me={me}
          choices={choicesOf(forum, entries, me, _)}
          proposed={proposedTo(act, of, me.side)}
          close={() => setOpen(undefined)}
        />
      )}
    </section>
  );
};
