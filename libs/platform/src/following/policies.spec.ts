import { beforeEach, describe, expect, it } from '@jest/globals';
import { commitment, session, type NewStatement } from '@jwg/domain';
import { EventTooLarge, MAX_EVENT_BYTES, type EventStore, type StoredCheckpoint } from '@jwg/event-sourcing';
import { openMemoryEventStore } from '@jwg/event-store';
import { v5 } from 'uuid';
import { openSession } from '../testing/open-session.js';
import { Ledger } from '../writing/ledger.js';
import type { LedgerStoredEvent } from '../writing/stored-event.js';
import type { RequestContext } from '../writing/request-context.js';
import { carryOut, policyFollower } from './policies.js';

const id = (name: string) => v5(name, 'c0ffee00-0000-4000-8000-000000000000');
const as = (name: string): RequestContext => ({ actor: { id: 'someone', role: 'recorder' }, commandId: id(name) });
const undertaking = { kind: 'support', title: { en: 'Zones' }, lead: ['pk-stza'], support: [], beneficiaries: [] };
const checkpoint: StoredCheckpoint = { get: async () => undefined, move: async () => {} };

let store: EventStore;
let ledger: Ledger;
const all = async () => (await store.readAll(undefined, 1000)) as LedgerStoredEvent[];
const ofType = async (type: string) => (await all()).filter((event) => event.type === type);

const say = (name: string, type: string, more: object) => {
  const data = { text: { en: 'Said' }, speaker: { kind: 'joint' }, refersTo: [], ...more };
  const statements = [{ type, data }] as unknown as NewStatement[];
  return ledger.transact(
    session,
    'st.2',
    { type: 'RecordStatements', data: { session: 'st.2', statements } },
    {},
    as(name),
  );
};
const decide = (name: string, particulars: object = {}) =>
  say(name, 'DecisionTaken', { undertakings: [{ ...undertaking, ...particulars }] });

/** A decision as a version without today's limits could have kept it; the title as long as an event has room for. */
const keptByAnEarlierVersion = async (particulars: object, titled = false) => {
  const { events } = await decide('other');
  const [{ stream, revision, position: _, cursor: __, ...event }] = events as unknown as [LedgerStoredEvent];
  for (let bytes = titled ? MAX_EVENT_BYTES - 200_000 : 0; bytes >= 0; bytes -= 8) {
    const undertakings = [
      { ...undertaking, ...(titled && { title: words(bytes) }), ...particulars, commitmentId: 'st.2.c9' },
    ];
    const data = { statementId: 'st.2.s9', undertakings };
    const write = { stream, expected: revision, events: [{ ...event, id: id('earlier'), data }] };
    const taken = await store.append([write]).catch((error: unknown) => expect(error).toBeInstanceOf(EventTooLarge));
    if (taken) return;
  }
};

/** Words in 20 languages, with so many bytes in all. */
const words = (bytes: number): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: 20 }, (_, n) => {
      const part = Math.floor(bytes / 20) + (n < bytes % 20 ? 1 : 0);
      return [`a${String.fromCharCode(97 + n)}`, '中'.repeat(Math.floor(part / 3)) + 'x'.repeat(part % 3)];
    }),
  );

beforeEach(async () => {
  store = openMemoryEventStore();
  ledger = new Ledger(store);
  await openSession(ledger, as);
});

describe('The policy', () => {
  it.each([
    ['a text that shows nothing', { title: { en: '\u200b' } }, 'EFFECT_UNFIT'],
    ['half a character', { condition: 'x\ud842' }, 'EFFECT_UNFIT'],
    ['too many bytes', { text: words(200_000) }, 'EFFECT_TOO_LARGE'],
  ])('records an effect that cannot be written because of %s, and goes on', async (_, particulars, code) => {
    await decide('first');
    await keptByAnEarlierVersion(particulars, code === 'EFFECT_TOO_LARGE');
    await say('start', 'ProjectInitiated', { starts: ['st.2.c1'] });
    const said = (await all()).filter(({ stream }) => stream === 'session-st.2');
    for (const event of [...said, ...said]) await policyFollower(ledger, checkpoint).handle([event], undefined);
    expect(await ofType('EffectNotApplied')).toMatchObject([
      { stream: 'commitment-st.2.c9', data: { command: 'RegisterCommitment', refusal: { code } } },
    ]);
    expect(await ledger.load(commitment, 'st.2.c1')).toMatchObject({ implementation: 'inProgress' });
  });
});

describe('An effect that is so already', () => {
  it('leaves a trace, by which a policy that lost its bookmark finds that it was handled', async () => {
    await decide('first');
    await say('start', 'ProjectInitiated', { starts: ['st.2.c1'] });
    await say('again', 'ProjectInitiated', { starts: ['st.2.c1'] });
    for (const event of await all()) await policyFollower(ledger, checkpoint).handle([event], undefined);
    const again = (await ofType('ProjectInitiated')).at(-1)!;
    expect(await ofType('EffectNotApplied')).toMatchObject([
      {
        stream: 'commitment-st.2.c1',
        metadata: { causationId: again.id },
        data: { statement: 'st.2.s3', command: 'StartWork', refusal: { code: 'NOTHING_TO_DO' } },
      },
    ]);
    expect((await ledger.load(commitment, 'st.2.c1')).notApplied).toEqual([]);
    const { length } = await all();
    for (const event of await all()) await policyFollower(ledger, checkpoint).handle([event], undefined);
    expect(await all()).toHaveLength(length);
  });
});

describe('A statement whose effect would be too large', () => {
  it('is refused, and the largest that is taken takes effect', async () => {
    let [low, high] = [MAX_EVENT_BYTES - 8192, MAX_EVENT_BYTES];
    while (high - low > 1) {
      const bytes = (low + high) >> 1;
      try {
        await decide(`of ${bytes}`, { text: words(200_000), title: words(bytes - 200_000) });
        low = bytes;
      } catch (error) {
        expect(error).toBeInstanceOf(EventTooLarge);
        high = bytes;
      }
    }
    for (const event of await all()) await carryOut(ledger, event);
    expect(await ofType('EffectNotApplied')).toEqual([]);
    expect(await ofType('CommitmentRegistered')).toHaveLength((await ofType('DecisionTaken')).length);
    expect(low).toBeGreaterThan(MAX_EVENT_BYTES - 5000);
  });
});
