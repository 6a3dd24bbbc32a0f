import { useState } from 'react';
import { useLingui } from '@lingui/react';
import { msg } from '@lingui/core/macro';
import { useMe, type Me } from '../api/me.js';
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
  const [open, setOpen] = useState<Act>(); // stays, to say that it was recorded, when it is offered no more
  if (!me) return null;
  const offered = isPast(moment) ? undefined : offeredTo(me, minutes);
  const act = open ?? offered;
  if (!act) return null;
  return (
    <section className="offers">
      {offered && (
        <button
          type="button"
          className="btn"
          aria-expanded={open !== undefined}
          onClick={() => setOpen(open ? undefined : offered)}
        >
          {_(act.title)}
        </button>
      )}
      {open && <ActForm act={open} id={id} me={me} choices={{}} close={() => setOpen(undefined)} />}
    </section>
  );
};

/** The signature that is missing of the reader's side under the latest version. */
const offeredTo = (
  { role, side }: Me,
  { versions, signatures, inEffect }: SessionRecord['minutes'],
): Act | undefined => {
  const latest = versions.at(-1);
  if (role !== 'coChair' || side === undefined || !latest || inEffect) return undefined;
  const { version, digest } = latest;
  const hasSigned = signatures.some((it) => it.side === side && it.version === version);
  return hasSigned ? undefined : signing({ version, digest, side });
};
