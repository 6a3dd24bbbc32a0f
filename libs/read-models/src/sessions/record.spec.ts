import { describe, expect, it } from '@jest/globals';
import { Story } from '../testing/story.js';
import { sessionList } from './list.js';
import { sessionRecord } from './record.js';

const held = () =>
  new Story()
    .forum()
    .on('2022-10-27')
    .session('st.1', (s) =>
      s
        .decides('st.1', 'st.1.c1')
        .says('st.1', 'HopeExpressed', { refersTo: ['CPEC'] })
        .says('st.1', 'PositionReaffirmed', {}),
    );
const record = async (story: Story) => (await sessionRecord(story.asked(), 'st.1'))!;
const states = async (story: Story) => (await record(story)).statements.map(({ adoption }) => adoption);
const due = (to: string) => [
  { commitmentId: 'st.1.c1', diff: [{ field: 'due' as const, from: { date: '2022' }, to: { date: to } }] },
];

describe('the record of a session', () => {
  it('has its statements in the order said, each with its class, source and event', async () => {
    const story = held();
    const { statements, position, closedAt } = await record(story);
    expect(position).toBe(story.at());
    expect(closedAt).toBe(story.at('CommitmentRegistered'));
    expect(statements.map(({ id, type, class: kind }) => [id, type, kind])).toEqual([
      ['st.1.s1', 'DecisionTaken', 'operative'],
      ['st.1.s2', 'HopeExpressed', 'declaratory'],
      ['st.1.s3', 'PositionReaffirmed', 'declaratory'],
    ]);
    expect(statements[0]).toMatchObject({ undertakings: ['st.1.c1'], speaker: { kind: 'joint' }, authority: 'press' });
    expect(statements[0]!.eventId).toBe(story.events[story.at('DecisionTaken')]!.id);
  });

  it('is undefined for a session that was never scheduled', async () => {
    expect(await sessionRecord(held().asked(), 'st.9')).toBeUndefined();
  });

  it('tells of each statement whether it is said, drafted, signed, left out or annulled', async () => {
    const story = held();
    expect(await states(story)).toEqual(['said', 'said', 'said']);
    const { id: eventId } = story.events[story.at('PositionReaffirmed')]!;
    story.add('session-st.1', 'RecordAnnulled', {
      eventId,
      statementId: 'st.1.s3',
      reason: 'Never said',
      commitments: [],
    });
    story.drafted('st.1', 1, [1]);
    expect(await states(story)).toEqual(['drafted', 'said', 'annulled']);
    story.signed('st.1', 1, ['st.1.c1']);
    expect(await states(story)).toEqual(['signed', 'leftOut', 'annulled']);
  });

  it('shows how each version differs from the one before, and the draft from the signed text', async () => {
    const story = held().drafted('st.1', 1, [1, 2], due('2023')).drafted('st.1', 2, [1, 2], due('2024'));
    story.drafted('st.1', 3, [1, 3]);
    expect((await record(story)).draftAgainstSigned).toBeUndefined();
    story.signed('st.1', 3, ['st.1.c1']);
    const field = { commitmentId: 'st.1.c1', field: 'due' };
    const { differences, draftAgainstSigned } = await record(story);
    expect(differences).toEqual([
      {
        from: 'said',
        to: 1,
        added: [],
        removed: ['st.1.s3'],
        changed: [{ ...field, from: { date: '2022' }, to: { date: '2023' } }],
      },
      { from: 1, to: 2, added: [], removed: [], changed: [{ ...field, from: { date: '2023' }, to: { date: '2024' } }] },
      {
        from: 2,
        to: 3,
        added: ['st.1.s3'],
        removed: ['st.1.s2'],
        changed: [{ ...field, from: { date: '2024' }, to: { date: '2022' } }],
      },
    ]);
    expect(draftAgainstSigned).toEqual({
      from: 1,
      to: 3,
      added: ['st.1.s3'],
      removed: ['st.1.s2'],
      changed: [{ ...field, from: { date: '2023' }, to: { date: '2022' } }],
    });
  });

  it('voids a signature when the text changes after it', async () => {
    const story = held().drafted('st.1', 1, [1]);
    const text = { version: 1, digest: `sha256:${'0'.repeat(63)}1` };
    story.add('session-st.1', 'MinutesTextAgreed', text);
    story.add('session-st.1', 'MinutesSignedBySide', { side: 'PK', signatory: 'X', signedOn: '2022-11-01', ...text });
    expect((await record(story)).minutes).toMatchObject({ agreedVersion: 1, signatures: [{ side: 'PK', version: 1 }] });
    story.drafted('st.1', 2, [1]).on('2023-07-31').signed('st.1', 2, ['st.1.c1']);
    const { agreedVersion, signatures, inEffect } = (await record(story)).minutes;
    expect(agreedVersion).toBeUndefined();
    expect(signatures.map(({ side, version, void: voided }) => [side, version, voided])).toEqual([
      ['PK', 1, true],
      ['PK', 2, undefined],
      ['CN', 2, undefined],
    ]);
    expect(inEffect).toMatchObject({ version: 2, on: '2023-07-31' });
  });

  it('reads as corrected and keeps what it said before', async () => {
    const story = held();
    const correct = (eventId: string, field: string, old: unknown, value: unknown) =>
      story.add('session-st.1', 'RecordCorrected', { eventId, field, old, new: value, reason: 'A slip' });
    const said = story.events[story.at('HopeExpressed')]!;
    const scheduled = story.events[story.at('SessionScheduled')]!;
    correct(said.id, 'text', { en: 'HopeExpressed in st.1' }, { en: 'They hoped' });
    correct(scheduled.id, 'mode', 'virtual', 'hybrid');
    correct(scheduled.id, 'venue', 'Never there', 'Nowhere');
    const { statements, mode, venue, corrections } = await record(story);
    expect(statements[1]!.text).toEqual({ en: 'They hoped' });
    expect(statements[1]!.corrections).toMatchObject([{ field: 'text', old: { en: 'HopeExpressed in st.1' } }]);
    expect({ mode, venue }).toEqual({ mode: 'hybrid', venue: undefined });
    expect(corrections).toHaveLength(3);
  });

  it('keeps its life beside what was said', async () => {
    const story = new Story().forum();
    const stream = 'session-st.1';
    const [label, mode] = ['special', 'inPerson'] as const;
    const frame = { forum: 'st', ordinal: 1, label, mode, alsoServes: ['gw'] };
    story.add(stream, 'SessionScheduled', { ...frame, plannedOn: '2022' });
    const phase = async () => (await sessionList(story.asked(), 'st'))!.sessions.map((it) => [it.phase, it.plannedOn]);
    expect(await phase()).toEqual([['scheduled', '2022']]);
    story.add(stream, 'SessionPostponed', { reason: 'Floods' });
    expect(await phase()).toEqual([['postponed', '2022']]);
    story.add(stream, 'SessionRescheduled', { from: '2022', plannedOn: '2023-01' });
    expect(await phase()).toEqual([['scheduled', '2023-01']]);
    story.add(stream, 'AgendaAgreed', { items: [{ en: 'Zones' }] });
    story.add(stream, 'SessionOpened', {
      openedOn: '2023-01-02',
      coChairs: [{ side: 'PK', name: 'H. A.', office: 'Secretary' }],
      delegations: [{ side: 'PK', members: ['pk-most'] }],
    });
    story.add(stream, 'NextSessionFixed', { ordinal: 2, venue: 'Beijing' }).concluded('st.1', '2023-01-03');
    story.drafted('st.1', 1, []);
    story.add(stream, 'MinutesCommented', { version: 1, side: 'CN', comment: 'Shorter' });
    expect(await record(story)).toMatchObject({
      phase: 'concluded',
      concludedOn: '2023-01-03',
      alsoServes: ['gw'],
      agenda: [{ en: 'Zones' }],
      nextSession: { ordinal: 2, venue: 'Beijing' },
      coChairs: [{ name: 'H. A.' }],
      minutes: { comments: [{ side: 'CN', comment: 'Shorter' }] },
    });
    story.add('session-st.2', 'SessionScheduled', { ...frame, ordinal: 2 });
    story.add('session-st.2', 'SessionCancelled', { reason: 'Floods' });
    expect((await phase()).map(([it]) => it)).toEqual(['concluded', 'cancelled']);
    expect(await sessionList(story.asked(), 'gw')).toBeUndefined();
  });
});
