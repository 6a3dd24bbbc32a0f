import { useState } from 'react';
import { useLingui } from '@lingui/react';
import { msg } from '@lingui/core/macro';
import { useMe } from '../api/me.js';
import type { SessionRecord } from '../api/types.gen.js';
import { isPast } from '../moment/moment.js';
import { useMoment } from '../moment/use-moment.js';
import type { Act } from './act.js';
import { ActForm } from './act-form.js';

const signing = (fixed: Act['fixed']): Act => ({
  command: 'SignMinutes',
  of: 'sessions',
  path: 'minutes/signatures',
  title: msg`Record our signature`,
  send: msg`Record that our side has signed`,
  fixed,
  fields: [
    { name: 'signedOn', kind: 'day', label: msg`Signed on` },
    { name: 'signatory', kind: 'line', label: msg`Who signed`, isOptional: true },
    { name: 'office', kind: 'line', label: msg`In which office`, isOptional: true },
  ],
});

/** Offers a co-chair to record that their side has signed the latest version, where it has not. */
export const SignMinutes = ({ of: { id, minutes } }: { of: SessionRecord }) => {
  const { _ } = useLingui();
  const me = useMe();
  const moment = useMoment();
  const [isOpen, setOpen] = useState(false);
  const latest = minutes.versions.at(-1);
  if (me?.role !== 'coChair' || me.side === undefined || !latest || minutes.inEffect || isPast(moment)) return null;
  const { version, digest } = latest;
  const { side } = me;
  if (minutes.signatures.some((it) => it.side === side && it.version === version)) return null;
  const act = signing({ version, digest, side });
  return (
    <section className="offers">
      <button type="button" className="btn" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {_(act.title)}
      </button>
      {isOpen && <ActForm act={act} id={id} me={me} choices={{}} close={() => setOpen(false)} />}
    </section>
  );
};
