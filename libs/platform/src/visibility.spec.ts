import { beforeEach, describe, expect, it } from '@jest/globals';
import { commitment, forum, session, type Actor, type CommitmentCommand } from '@jwg/domain';
import { openMemoryEventStore } from '@jwg/event-store';
import { v5 } from 'uuid';
import { requestContext, within, viewer, type Provenance } from './writing/request-context.js';
import { Ledger } from './writing/ledger.js';
import { StaleRevision } from './writing/stale-revision.js';

const internal: Provenance = { visibility: 'sideInternal' };
const secretariat = (side: string): Actor => ({ id: `secretariat-${side}`, role: 'secretariat', side });
const recorder: Actor = { id: 'recorder', role: 'recorder' };
const assess: CommitmentCommand = { type: 'AssessProgress', data: { rating: 'atRisk' } };
const id = 'st.0.c1';

let ledger: Ledger;
let commands = 0;
const by = (actor: Actor, more: { ifMatch?: number } = {}) => ({
  actor,
  commandId: v5(`command ${(commands += 1)}`, v5.URL),
  ...more,
});
const tell = (actor: Actor, command: CommitmentCommand, provenance: Provenance = {}, ifMatch?: number) =>
  ledger.transact(commitment, id, command, provenance, by(actor, { ifMatch }));

beforeEach(async () => {
  ledger = new Ledger(openMemoryEventStore());
  const name = { en: 'S&T' };
  const sides = ['PK', 'CN'].map((side) => ({ side, name }));
  const founded = { forum: 'st', name, level: 'workingGroup' as const, sides };
  await ledger.transact(forum, 'st', { type: 'EstablishForum', data: founded }, {}, by(recorder));
  const legacy = {
    commitmentId: id,
    forum: 'st',
    kind: 'support' as const,
    title: name,
    lead: [],
    support: [],
    beneficiaries: [],
  };
  await tell(recorder, { type: 'RegisterLegacyCommitment', data: legacy });
});

describe('what is recorded for one side alone', () => {
  it('is refused, and not written, where it would change what both sides see', async () => {
    const progress: CommitmentCommand = { type: 'ReportProgress', data: { narrative: 'Begun', evidence: [] } };
    await expect(tell(secretariat('PK'), progress, internal)).rejects.toMatchObject({ code: 'INTERNAL_NOT_POSSIBLE' });
    const scheduled = { forum: 'st', ordinal: 1, label: 'regular' as const, mode: 'virtual' as const, alsoServes: [] };
    const schedule = { type: 'ScheduleSession' as const, data: scheduled };
    await expect(ledger.transact(session, 'st.1', schedule, internal, by(recorder))).rejects.toMatchObject({
      code: 'INTERNAL_NOT_POSSIBLE',
    });
    expect(await tell(secretariat('PK'), assess, internal)).toMatchObject({ revision: 1 });
    expect(await tell(secretariat('PK'), progress)).toMatchObject({ revision: 2 });
    expect(await tell(secretariat('PK'), progress, internal)).toMatchObject({ revision: 3 });
  });

  it('makes the revision stale that its own side saw, but not the one that the other side can see', async () => {
    await tell(secretariat('CN'), assess, {}, 0);
    await tell(secretariat('PK'), assess, internal, 1);
    await expect(tell(secretariat('PK'), assess, {}, 1)).rejects.toMatchObject({
      ...{ name: 'StaleRevision', expected: 1, current: 2 },
      ...{ changed: [], by: [{ type: 'ProgressAssessed', by: { side: 'PK' }, enteredBy: { role: 'secretariat' } }] },
    });
    await expect(tell(secretariat('CN'), assess, {}, 0)).rejects.toMatchObject({
      ...{ name: 'StaleRevision', expected: 0, current: 1 },
      ...{ changed: [], by: [{ type: 'ProgressAssessed', by: { side: 'CN' }, enteredBy: { role: 'secretariat' } }] },
    });
    await expect(tell(secretariat('CN'), assess, {}, 3)).rejects.toThrow(StaleRevision);
    expect(await tell(secretariat('CN'), assess, {}, 1)).toMatchObject({ revision: 3 });
    await expect(tell(secretariat('CN'), assess, {}, 2)).rejects.toThrow(StaleRevision);
  });

  it('is shown to the side of the actor who asks, not to the side that a recorder acts for', () => {
    const onBehalf: Actor = { ...recorder, onBehalfOf: secretariat('PK') };
    expect(within(by(onBehalf), viewer)).toEqual({});
    expect(within(by(secretariat('CN')), viewer)).toEqual({ side: 'CN' });
    expect(within({ ...by(recorder), wholeLedger: true }, viewer)).toEqual({ wholeLedger: true });
    expect(() => viewer()).toThrow('outside of `within');
    expect(() => requestContext()).toThrow('outside of `within');
  });
});
