import { describe, expect, it } from '@jest/globals';
import { undertakings } from '../testing/frame.js';
import { History } from '../testing/history.js';
import { sessionList } from './list.js';
import { sessionRecord } from './record.js';

const held = () =>
  new History()
    .forum()
    .on('2022-10-27')
    .session('st.1', (s) =>
      s
        .append('st.1', 'DecisionTaken', { undertakings: undertakings('st.1.c1') })
        .append('st.1', 'HopeExpressed', { refersTo: ['CPEC'] })
        .append('st.1', 'PositionReaffirmed', {}),
    );
const record = async (history: History) => (await sessionRecord(history.asked(), 'st.1'))!;
const states = async (history: History) => (await record(history)).statements.map(({ adoption }) => adoption);
const due = (to: string) => [
  { commitmentId: 'st.1.c1', diff: [{ field: 'due' as const, from: { date: '2022' }, to: { date: to } }] },
];

describe('the record of a session', () => {
  it('has its statements in the order said, each with its class, source and event', async () => {
    const history = held();
    const { statements, position, closedAt } = await record(history);
    expect(position).toBe(history.at());
    expect(closedAt).toBe(history.at('CommitmentRegistered'));
    expect(statements.map(({ id, type, class: kind }) => [id, type, kind])).toEqual([
      ['st.1.s1', 'DecisionTaken', 'operative'],
      ['st.1.s2', 'HopeExpressed', 'declaratory'],
      ['st.1.s3', 'PositionReaffirmed', 'declaratory'],
    ]);
    expect(statements[0]).toMatchObject({ undertakings: ['st.1.c1'], speaker: { kind: 'joint' }, authority: 'press' });
    expect(statements[0]!.eventId).toBe(history.events[history.at('DecisionTaken')]!.id);
  });

  it('is undefined for a session that was never scheduled', async () => {
    expect(await sessionRecord(held().asked(), 'st.9')).toBeUndefined();
  });

  it('has the further languages and sources of a statement and of the session with it, but for those annulled', async () => {
    const history = held();
    const hope = history.events[history.at('HopeExpressed')]!.id;
    const opening = history.events[history.at('SessionOpened')]!.id;
    const source = (reference: string) => ({ kind: 'press' as const, reference });
    history
      .append('st.1', 'TextAdded', { eventId: hope, statementId: 'st.1.s2', text: { zh: '希望' } })
      .append('st.1', 'SourceAdded', { eventId: hope, statementId: 'st.1.s2', source: source('B'), differs: 'A wish' })
      .append('st.1', 'SourceAdded', { eventId: hope, statementId: 'st.1.s2', source: source('C') })
      .append('st.1', 'SourceAdded', { eventId: opening, source: source('D'), differs: 'A day later' });
    const wrong = history.events[history.at() - 1]!.id;
    history.append('st.1', 'AdditionAnnulled', {
      eventId: wrong,
      of: hope,
      statementId: 'st.1.s2',
      reason: 'Mistaken',
    });
    const { statements, furtherSources } = await record(history);
    expect(statements[1]!.text).toEqual({ en: 'HopeExpressed in st.1', zh: '希望' });
    expect(statements[1]!.furtherSources.map((it) => [it.source.reference, it.differs])).toEqual([['B', 'A wish']]);
    expect(statements[0]!.furtherTexts).toEqual([]);
    expect(furtherSources.map((it) => [it.source.reference, it.differs])).toEqual([['D', 'A day later']]);
  });

  it('says of each statement whether it was only said, drafted, signed, left out or annulled', async () => {
    const history = held();
    expect(await states(history)).toEqual(['said', 'said', 'said']);
    const { id: eventId } = history.events[history.at('PositionReaffirmed')]!;
    history.append('st.1', 'RecordAnnulled', {
      eventId,
      statementId: 'st.1.s3',
      reason: 'Never said',
      commitments: [],
    });
    history.append('st.1', 'MinutesDrafted', { statementIds: ['st.1.s1'] });
    expect(await states(history)).toEqual(['drafted', 'said', 'annulled']);
    history.bothSign('st.1', { adopts: ['st.1.c1'] });
    expect(await states(history)).toEqual(['signed', 'leftOut', 'annulled']);
  });

  it('shows how each version differs from the one before, and the draft from the signed text', async () => {
    const history = held()
      .append('st.1', 'MinutesDrafted', { statementIds: ['st.1.s1', 'st.1.s2'], changes: due('2023') })
      .append('st.1', 'MinutesDrafted', { version: 2, statementIds: ['st.1.s1', 'st.1.s2'], changes: due('2024') });
    history.append('st.1', 'MinutesDrafted', { version: 3, statementIds: ['st.1.s1', 'st.1.s3'] });
    expect((await record(history)).draftAgainstSigned).toBeUndefined();
    history.bothSign('st.1', { version: 3, adopts: ['st.1.c1'] });
    const field = { commitmentId: 'st.1.c1', field: 'due' };
    const { differences, draftAgainstSigned } = await record(history);
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

  it('has its statements in pages, in the order of their numbers, and the same minutes on each', async () => {
    const history = new History().forum().session('st.1', (s) => {
      for (let n = 0; n < 120; n += 1) s.append('st.1', 'MatterNoted', {});
    });
    const ids = Array.from({ length: 120 }, (_, n) => `st.1.s${n + 1}`);
    history.append('st.1', 'MinutesDrafted', { statementIds: ids.slice(1) });
    const first = (await sessionRecord(history.asked(), 'st.1'))!;
    const rest = (await sessionRecord(history.asked(), 'st.1', { after: first.next!, limit: 500 }))!;
    expect([first.statements.length, first.next, rest.next]).toEqual([50, 'st.1.s50', undefined]);
    expect([...first.statements, ...rest.statements].map(({ id }) => id)).toEqual(ids);
    for (const { differences } of [first, rest]) expect(differences).toMatchObject([{ removed: ['st.1.s1'] }]);
    expect(rest.statements.every(({ adoption }) => adoption === 'drafted')).toBe(true);
  });

  it('shows the latest fifty comments, and the first draft against the signed text however many drafts there were', async () => {
    const history = held();
    const draft = (version: number) =>
      history.append('st.1', 'MinutesDrafted', { version, statementIds: version === 1 ? [] : ['st.1.s1'] });
    for (let version = 1; version <= 55; version += 1) draft(version);
    for (let n = 1; n <= 60; n += 1)
      history.append('st.1', 'MinutesCommented', { version: 55, side: 'CN', comment: `Comment ${n}` });
    history.bothSign('st.1', { version: 55, adopts: ['st.1.c1'] });
    const { minutes, shortened, differences, draftAgainstSigned } = await record(history);
    expect(minutes.comments.map(({ comment }) => comment)[0]).toBe('Comment 11');
    expect([shortened, differences[0]!.from, differences.length]).toEqual([['versions', 'comments'], 5, 50]);
    expect(draftAgainstSigned).toMatchObject({ from: 1, to: 55, added: ['st.1.s1'] });
  });

  it('voids a signature when the text changes after it', async () => {
    const history = held().append('st.1', 'MinutesDrafted', { statementIds: ['st.1.s1'] });
    const text = { version: 1, digest: `sha256:${'0'.repeat(63)}1` };
    history.append('st.1', 'MinutesTextAgreed', text);
    history.append('st.1', 'MinutesSignedBySide', { side: 'PK', signatory: 'X', signedOn: '2022-11-01', ...text });
    expect((await record(history)).minutes).toMatchObject({
      agreedVersion: 1,
      signatures: [{ side: 'PK', version: 1 }],
    });
    history
      .append('st.1', 'MinutesDrafted', { version: 2, statementIds: ['st.1.s1'] })
      .on('2023-07-31')
      .bothSign('st.1', { version: 2, adopts: ['st.1.c1'] });
    const { agreedVersion, signatures, inEffect } = (await record(history)).minutes;
    expect(agreedVersion).toBeUndefined();
    expect(signatures.map(({ side, version, void: voided }) => [side, version, voided])).toEqual([
      ['PK', 1, true],
      ['PK', 2, undefined],
      ['CN', 2, undefined],
    ]);
    expect(inEffect).toMatchObject({ version: 2, on: '2023-07-31' });
  });

  it('shows corrected values, and keeps what it said before', async () => {
    const history = held();
    const correct = (eventId: string, field: string, old: unknown, value: unknown) =>
      history.append('st.1', 'RecordCorrected', { eventId, field, old, new: value, reason: 'A slip' });
    const said = history.events[history.at('HopeExpressed')]!;
    const scheduled = history.events[history.at('SessionScheduled')]!;
    correct(said.id, 'text', { en: 'HopeExpressed in st.1' }, { en: 'They hoped' });
    correct(scheduled.id, 'mode', 'virtual', 'hybrid');
    correct(scheduled.id, 'venue', 'Never there', 'Nowhere');
    const { statements, mode, venue, corrections } = await record(history);
    expect(statements[1]!.text).toEqual({ en: 'They hoped' });
    expect(statements[1]!.corrections).toMatchObject([{ field: 'text', old: { en: 'HopeExpressed in st.1' } }]);
    expect({ mode, venue }).toEqual({ mode: 'hybrid', venue: undefined });
    expect(corrections).toHaveLength(3);
  });

  it('shows its calendar, agenda, attendance and comments too', async () => {
    const history = new History().forum();
    const session = 'st.1';
    const [label, mode] = ['special', 'inPerson'] as const;
    const frame = { label, mode, alsoServes: ['gw'] };
    history.append(session, 'SessionScheduled', { ...frame, plannedOn: '2022' });
    const phase = async () =>
      (await sessionList(history.asked(), 'st'))!.sessions.map((it) => [it.phase, it.plannedOn]);
    expect(await phase()).toEqual([['scheduled', '2022']]);
    history.append(session, 'SessionPostponed', { reason: 'Floods' });
    expect(await phase()).toEqual([['postponed', '2022']]);
    history.append(session, 'SessionRescheduled', { from: '2022', plannedOn: '2023-01' });
    expect(await phase()).toEqual([['scheduled', '2023-01']]);
    history.append(session, 'AgendaAgreed', { items: [{ en: 'Zones' }] });
    history.append(session, 'SessionOpened', {
      openedOn: '2023-01-02',
      coChairs: [{ side: 'PK', name: 'H. A.', office: 'Secretary' }],
      delegations: [{ side: 'PK', members: ['pk-most'] }],
    });
    history
      .append(session, 'NextSessionFixed', { ordinal: 2, venue: 'Beijing' })
      .append(session, 'SessionConcluded', { concludedOn: '2023-01-03' });
    history.append(session, 'MinutesDrafted', { statementIds: [] });
    history.append(session, 'MinutesCommented', { version: 1, side: 'CN', comment: 'Shorter' });
    expect(await record(history)).toMatchObject({
      phase: 'concluded',
      concludedOn: '2023-01-03',
      alsoServes: ['gw'],
      agenda: [{ en: 'Zones' }],
      nextSession: { ordinal: 2, venue: 'Beijing' },
      coChairs: [{ name: 'H. A.' }],
      minutes: { comments: [{ side: 'CN', comment: 'Shorter' }] },
    });
    history.append('st.2', 'SessionScheduled', frame);
    history.append('st.2', 'SessionCancelled', { reason: 'Floods' });
    expect((await phase()).map(([it]) => it)).toEqual(['concluded', 'cancelled']);
    expect(await sessionList(history.asked(), 'gw')).toBeUndefined();
  });
});
