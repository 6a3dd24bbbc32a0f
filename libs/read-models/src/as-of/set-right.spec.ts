import { afterAll, describe, expect, it } from '@jest/globals';
import { databases } from '../../../../test/postgres.js';
import { matrix } from '../commitments/matrix.js';
import { commitmentRecord } from '../commitments/record.js';
import { forums } from '../forums/projection.js';
import type { Rows } from '../rows/open-rows.js';
import { sessionList } from '../sessions/list.js';
import { sessionRecord, type SessionRecord } from '../sessions/record.js';
import { undertaking } from '../testing/frame.js';
import { followedRows } from '../testing/followed-rows.js';
import { History } from '../testing/history.js';
import { rowsAt, type Question } from './as-of.js';

const reason = 'It was a mistake';

const [embedded] = await databases();
const open: Rows[] = [];
afterAll(() => Promise.all(open.map((rows) => rows.close())));

/** A history, asked as of any moment, by either basis. */
const asked = async (history: History) => {
  const rows = await followedRows(history.events, await embedded!.fresh());
  open.push(rows);
  const ask = (question: Partial<Question>) =>
    rowsAt(rows, history.store, { now: '2026-01-01T00:00:00.000Z', ...question });
  return {
    commitment: async (id: string, question: Partial<Question> = {}) => commitmentRecord(await ask(question), id),
    session: async (id: string, question: Partial<Question> = {}) => sessionRecord(await ask(question), id),
    matrix: async (question: Partial<Question> = {}) => matrix(await ask(question), 'st'),
    forum: async (question: Partial<Question> = {}) => (await ask(question)).reader.get(forums, 'st'),
    sessions: async (question: Partial<Question> = {}) => (await sessionList(await ask(question), 'st'))!.sessions,
  };
};
const occurred = { asOfBasis: 'occurred' } as const;

/** One decision, recorded on the day of its session. */
const decided = () =>
  new History()
    .on('2020-10-01')
    .forum()
    .on('2020-11-06')
    .session('st.1', (s) =>
      s.append('st.1', 'DecisionTaken', { undertakings: [undertaking('st.1.c1'), undertaking('st.1.c2')] }),
    );

describe('What was set right', () => {
  it('shows the mistyped date until it was corrected, by what was recorded; by what occurred, the right one always', async () => {
    const history = decided()
      .on('2021-01-01')
      .append('st.1.c1', 'DueDateSet', { due: { date: '2202-12' } });
    const before = String(history.at());
    history.on('2021-06-01').append('st.1.c1', 'EntryCorrected', {
      eventId: history.events.at(-1)!.id,
      field: 'due',
      old: { date: '2202-12' },
      new: { date: '2022-12' },
      reason,
      changes: [{ field: 'due', from: { date: '2202-12' }, to: { date: '2022-12' } }],
    });
    const { commitment } = await asked(history);
    expect((await commitment('st.1.c1', { asOf: before }))!.due).toEqual({ date: '2202-12' });
    expect((await commitment('st.1.c1'))!.due).toEqual({ date: '2022-12' });
    expect((await commitment('st.1.c1', { ...occurred, asOf: '2021-02-01' }))!.due).toEqual({ date: '2022-12' });
    expect((await commitment('st.1.c1', { ...occurred, asOf: '2020-12-31' }))!.due).toBeUndefined();
  });

  it('shows the mistyped entry of a signed text until both secretariats had corrected it; by what occurred, never', async () => {
    const history = decided().bothSign('st.1', { adopts: ['st.1.c1', 'st.1.c2'] });
    const decision = history.events.find(({ type }) => type === 'DecisionTaken')!;
    const { undertakings: old } = decision.data as { undertakings: ReturnType<typeof undertaking>[] };
    const right = [{ ...old[0]!, due: { date: '2023' } }, old[1]!];
    const change = { eventId: decision.id, statementId: 'st.1.s1', field: 'undertakings', old, new: right, reason };
    history.on('2021-06-01').append('st.1', 'CorrectionAgreedBySide', { side: 'PK', ...change });
    const before = String(history.at());
    history
      .append('st.1', 'CorrectionAgreedBySide', { side: 'CN', ...change })
      .append('st.1', 'RecordCorrected', { ...change, byBothSides: true })
      .carryIntoEffect();
    const { commitment, session } = await asked(history);
    expect((await commitment('st.1.c1', { asOf: before }))!.due).toBeUndefined();
    expect(await commitment('st.1.c1')).toMatchObject({ due: { date: '2023' }, adoption: 'adopted' });
    expect((await commitment('st.1.c1', { ...occurred, asOf: '2021-01-01' }))!.due).toEqual({ date: '2023' });
    const agreedBy = (it?: SessionRecord) => it!.agreedCorrections.map(({ side }) => side);
    expect(agreedBy(await session('st.1', { asOf: before }))).toEqual(['PK']);
    expect(agreedBy(await session('st.1'))).toEqual([]);
    expect((await session('st.1'))!.minutes.inEffect).toMatchObject({ version: 1 });
  });

  it('shows what the signed text was said to change until both secretariats had corrected it; by what occurred, never', async () => {
    const wrong = [{ commitmentId: 'st.1.c1', diff: [{ field: 'due' as const, to: { date: '2202' } }] }];
    const right = [
      { commitmentId: 'st.1.c1', diff: [{ field: 'due' as const, to: { date: '2022' } }] },
      { commitmentId: 'st.1.c2', diff: [{ field: 'due' as const, to: { date: '2023' } }] },
    ];
    const history = decided().on('2021-01-01');
    history.append('st.1', 'MinutesDrafted', { statementIds: ['st.1.s1'], changes: wrong });
    const { id: eventId } = history.events.at(-1)!;
    history.bothSign('st.1', { adopts: [wrong[0]!, 'st.1.c2'] });
    const change = { eventId, field: 'changes', old: wrong, new: right, reason };
    history.on('2021-06-01').append('st.1', 'CorrectionAgreedBySide', { side: 'PK', ...change });
    const before = String(history.at());
    history.append('st.1', 'CorrectionAgreedBySide', { side: 'CN', ...change });
    history
      .append('st.1', 'RecordCorrected', { ...change, byBothSides: true })
      .carryIntoEffect()
      .session('st.2');
    const { commitment, session, matrix: grid } = await asked(history);
    const dues = async (question: Partial<Question> = {}) =>
      Promise.all(['st.1.c1', 'st.1.c2'].map(async (id) => (await commitment(id, question))!.due?.date));
    expect(await dues({ asOf: before })).toEqual(['2202', undefined]);
    expect(await dues()).toEqual(['2022', '2023']);
    expect(await dues({ ...occurred, asOf: '2021-02-01' })).toEqual(['2022', '2023']);
    expect(await commitment('st.1.c2')).toMatchObject({ adoption: 'adopted' });
    const changes = async (question: Partial<Question> = {}) =>
      (await session('st.1', question))!.minutes.versions[0]!.changes.map(({ commitmentId }) => commitmentId);
    expect([await changes({ asOf: before }), await changes(), await changes(occurred)]).toEqual([
      ['st.1.c1'],
      ...[0, 1].map(() => ['st.1.c1', 'st.1.c2']),
    ]);
    const last = async (question: Partial<Question> = {}) =>
      (await grid(question))!.commitments.map(({ cells }) => cells.at(-1)!.due?.date);
    expect([await last(), await last(occurred)]).toEqual([
      ['2022', '2023'],
      ['2022', '2023'],
    ]);
  });

  it('shows a statement in the wrong session until it was moved; by what occurred, always where it was made', async () => {
    const history = decided()
      .on('2020-12-01')
      .append('st.1.c1', 'WorkStarted', { cause: 'Ground broken' })
      .on('2021-04-20')
      .session('st.2');
    const before = String(history.at());
    const decision = history.events.find(({ type }) => type === 'DecisionTaken')! as Extract<
      (typeof history.events)[number],
      { type: 'DecisionTaken' }
    >;
    const movedFrom = { statementId: 'st.1.s1', eventId: decision.id, brings: ['st.1.c1', 'st.1.c2'] };
    history
      .append('st.1', 'RecordAnnulled', {
        ...{ eventId: decision.id, statementId: 'st.1.s1', reason, commitments: [], movedTo: 'st.2.s1' },
      })
      .append('st.2', 'DecisionTaken', { ...decision.data, statementId: 'st.2.s1', movedFrom })
      .carryIntoEffect();
    const { commitment, session, matrix: grid } = await asked(history);
    const cells = async (question: Partial<Question> = {}) =>
      (await grid(question))!.commitments.map((it) => [
        it.id,
        ...it.cells.map(({ did, status }) => [did.join(), status]),
      ]);
    expect(await cells({ asOf: before })).toEqual([
      ['st.1.c1', ['introduced', 'notStarted'], ['', 'inProgress']],
      ['st.1.c2', ['introduced', 'notStarted'], ['', 'notStarted']],
    ]);
    const right = [
      ['st.1.c1', ['', null], ['introduced', 'inProgress']],
      ['st.1.c2', ['', null], ['introduced', 'notStarted']],
    ];
    expect(await cells()).toEqual(right);
    expect(await cells(occurred)).toEqual(right);
    expect((await commitment('st.1.c1'))!).toMatchObject({ status: 'inProgress', statement: 'st.2.s1' });
    expect((await commitment('st.1.c1'))!.why.adoption[0]).toMatchObject({ statement: 'st.2.s1', session: 'st.2' });
    expect((await commitment('st.1.c2', { ...occurred, asOf: '2021-01-01' })) ?? 'unknown').toBe('unknown');
    const said = (await session('st.1'))!.statements.map(({ annulled }) => annulled?.movedTo);
    expect(said).toEqual(['st.2.s1']);
    expect((await session('st.2'))!.statements.map((it) => it.movedFrom)).toEqual(['st.1.s1']);
    expect((await session('st.1', occurred))!.statements).toEqual([]);
  });

  it('leaves no trace of an annulled decision by what occurred; by what was recorded, it stood until then', async () => {
    const history = decided();
    const before = String(history.at());
    const decision = history.events.find(({ type }) => type === 'DecisionTaken')!;
    history
      .on('2021-06-01')
      .append('st.1', 'RecordAnnulled', {
        eventId: decision.id,
        statementId: 'st.1.s1',
        reason,
        commitments: ['st.1.c1', 'st.1.c2'],
      })
      .carryIntoEffect();
    const { commitment, session } = await asked(history);
    expect((await commitment('st.1.c1', { asOf: before }))!.adoption).toBe('provisional');
    expect((await commitment('st.1.c1'))!.adoption).toBe('notAdopted');
    expect(await commitment('st.1.c1', { ...occurred, asOf: '2021-01-01' })).toBeUndefined();
    expect((await session('st.1'))!.statements.map(({ adoption }) => adoption)).toEqual(['annulled']);
    expect((await session('st.1', occurred))!.statements).toEqual([]);
  });

  it('counts no commitment as signed by a signature that was a mistake, whatever it was counted as before', async () => {
    const history = decided()
      .on('2021-01-01')
      .append('st.1', 'MinutesDrafted', { statementIds: ['st.1.s1'] })
      .bothSign('st.1', { adopts: ['st.1.c1', 'st.1.c2'] });
    const signed = String(history.at());
    const inEffect = history.events.find(({ type }) => type === 'MinutesEnteredIntoEffect')!;
    const signature = history.events.findLast(({ type }) => type === 'MinutesSignedBySide')!;
    history
      .on('2021-06-01')
      .append('st.1', 'SignatureAnnulled', { eventId: signature.id, side: 'CN', version: 1, reason })
      .append('st.1', 'MinutesEffectTakenBack', {
        version: 1,
        digest: (inEffect.data as { digest: string }).digest,
        eventId: inEffect.id,
        reason,
        commitments: ['st.1.c1', 'st.1.c2'],
      })
      .carryIntoEffect();
    const { commitment, session } = await asked(history);
    expect((await commitment('st.1.c1', { asOf: signed, signedOnly: true }))!.adoption).toBe('adopted');
    expect((await commitment('st.1.c1'))!.adoption).toBe('provisional');
    expect(await commitment('st.1.c1', { signedOnly: true })).toBeUndefined();
    expect((await commitment('st.1.c1', { ...occurred, asOf: '2021-03-01' }))!.adoption).toBe('provisional');
    const { minutes } = (await session('st.1', { ...occurred, asOf: '2021-03-01' }))!;
    expect([minutes.signatures.map(({ side }) => side), minutes.inEffect]).toEqual([['PK'], undefined]);
  });

  it('counts what was said while a mistaken signature stood as said before it: from then on, or by what occurred always', async () => {
    const history = decided().on('2020-11-06');
    history.append('st.1', 'ProposalMade', {
      ...{
        side: 'PK',
        speaker: { kind: 'side', side: 'PK' },
        undertakings: [undertaking('st.1.c3'), undertaking('st.1.c4')],
      },
    });
    history
      .carryIntoEffect()
      .on('2021-01-01')
      .append('st.1', 'MinutesDrafted', { statementIds: ['st.1.s1', 'st.1.s2'] });
    history.bothSign('st.1', { adopts: ['st.1.c1', 'st.1.c2'] });
    const inEffect = history.events.find(({ type }) => type === 'MinutesEnteredIntoEffect')!;
    const signature = history.events.findLast(({ type }) => type === 'MinutesSignedBySide')!;
    const late = { learnedLate: 'afterSignature' } as const;
    history.on('2020-11-06', '2021-02-01');
    history.append('st.1', 'DecisionTaken', {
      ...late,
      undertakings: [undertaking('st.1.c5'), undertaking('st.1.c3')],
    });
    history.append('st.1', 'ProposalAccepted', { ...late, commitments: ['st.1.c4'] }).carryIntoEffect();
    const said = history.events.slice(-4).filter(({ type }) => type === 'DecisionTaken' || type === 'ProposalAccepted');
    const before = String(history.at());
    history
      .on('2021-06-01')
      .append('st.1', 'SignatureAnnulled', { eventId: signature.id, side: 'CN', version: 1, reason });
    history.append('st.1', 'MinutesEffectTakenBack', {
      ...{ version: 1, digest: (inEffect.data as { digest: string }).digest, eventId: inEffect.id, reason },
      commitments: ['st.1.c1', 'st.1.c2'],
    });
    for (const { id: eventId, type, data: marked, metadata } of said) {
      const { learnedLate: old, ...data } = marked as { statementId: string; learnedLate: string };
      history.append('st.1', 'RecordCorrected', {
        ...{ eventId, statementId: data.statementId, field: 'learnedLate', old, new: 'afterConclusion', reason },
        counts: { type, data, occurredAt: metadata.occurredAt },
      });
    }
    history.carryIntoEffect();
    const { commitment, session } = await asked(history);
    const adoptions = async (question: Partial<Question>) =>
      Promise.all(['st.1.c5', 'st.1.c3', 'st.1.c4'].map(async (id) => (await commitment(id, question))?.adoption));
    const marks = async (question: Partial<Question>) =>
      (await session('st.1', question))!.statements.slice(2).map(({ learnedLate }) => learnedLate);
    expect(await adoptions({ asOf: before })).toEqual(['notAdopted', 'proposed', 'proposed']);
    expect(await marks({ asOf: before })).toEqual(['afterSignature', 'afterSignature']);
    for (const question of [{}, { ...occurred, asOf: '2020-12-01' }]) {
      expect(await adoptions(question)).toEqual(['provisional', 'provisional', 'provisional']);
      expect(await marks(question)).toEqual(['afterConclusion', 'afterConclusion']);
    }
  });

  it('shows what was added to a statement from then on, by what was recorded; by what occurred, from its session on', async () => {
    const history = decided();
    const before = String(history.at());
    const { id: eventId } = history.events.find(({ type }) => type === 'DecisionTaken')!;
    const of = { eventId, statementId: 'st.1.s1' };
    history.on('2020-11-06', '2021-06-01').append('st.1', 'TextAdded', { ...of, text: { zh: '决定' } });
    const added = history.events.at(-1)!.id;
    const known = String(history.at());
    const annulled = { eventId: added, of: eventId, statementId: 'st.1.s1', reason };
    const { session } = await asked(history);
    const languages = async (question: object) => Object.keys((await session('st.1', question))!.statements[0]!.text);
    expect(await languages({ asOf: before })).toEqual(['en']);
    expect(await languages({})).toEqual(['zh', 'en']);
    expect(await languages({ ...occurred, asOf: '2020-12-31' })).toEqual(['zh', 'en']);
    const later = await asked(history.on('2021-07-01').append('st.1', 'AdditionAnnulled', annulled));
    const textOf = async (question: object) => (await later.session('st.1', question))!.statements[0]!.text;
    expect(Object.keys(await textOf({ asOf: known }))).toContain('zh');
    expect(Object.keys(await textOf({}))).not.toContain('zh');
    expect(Object.keys(await textOf({ ...occurred, asOf: '2020-12-31' }))).not.toContain('zh');
  });

  it('takes a session that was entered by mistake out of the list from then on', async () => {
    const history = decided().on('2021-01-01').append('st.2', 'SessionScheduled', {});
    const before = String(history.at());
    history.on('2021-02-01').append('st.2', 'SessionAnnulled', { reason });
    const { session, sessions } = await asked(history);
    expect((await sessions({ asOf: before })).map(({ id }) => id)).toEqual(['st.1', 'st.2']);
    expect((await sessions()).map(({ id }) => id)).toEqual(['st.1']);
    expect(await session('st.2')).toBeUndefined();
    expect((await sessions({ ...occurred, asOf: '2021-01-15' })).map(({ id }) => id)).toEqual(['st.1']);
  });

  it('has the session that got a number which was free again, and none of what was entered under it before', async () => {
    const history = decided().on('2021-01-01').append('st.2', 'SessionScheduled', { venue: 'Beijing' });
    history.append('st.2', 'SessionOpened', {}).on('2021-02-01').append('st.2', 'SessionAnnulled', { reason });
    const { session } = await asked(history.append('st.2', 'SessionScheduled', { venue: 'Islamabad' }));
    for (const question of [{}, { ...occurred, asOf: '2021-02-15' }])
      expect(await session('st.2', question)).toMatchObject({ phase: 'scheduled', venue: 'Islamabad' });
    expect((await session('st.2', { ...occurred, asOf: '2021-02-15' }))!.openedOn).toBeUndefined();
  });

  it('was never cancelled, by what occurred, where a cancellation was a mistake; by what was recorded, until then', async () => {
    const history = decided().on('2021-01-01').append('st.2', 'SessionScheduled', {});
    history.on('2021-02-01').append('st.2', 'SessionCancelled', { reason });
    const before = String(history.at());
    history.on('2021-03-01').append('st.2', 'SessionReinstated', { reason });
    history.on('2021-04-20').append('st.2', 'SessionOpened', {});
    const { session } = await asked(history);
    const phase = async (question: Partial<Question>) => (await session('st.2', question))!.phase;
    expect(await phase({ asOf: before })).toBe('cancelled');
    expect(await phase({ ...occurred, asOf: '2021-02-15' })).toBe('scheduled');
    expect([await phase({}), await phase(occurred)]).toEqual(['open', 'open']);
  });

  it('has no trace of a completion that was reported for the wrong item, by what occurred; by what was recorded, until then', async () => {
    const history = decided()
      .on('2021-01-01')
      .append('st.1.c1', 'CompletionReported', {
        ...{ by: { side: 'PK' }, completedOn: '2021', evidence: [{ reference: 'photo' }] },
      });
    const { id: eventId } = history.events.at(-1)!;
    const before = String(history.at());
    history.on('2021-06-01').append('st.1.c1', 'EntryWithdrawn', {
      ...{ eventId, entry: 'CompletionReported', reason, evidence: ['photo'] },
      changes: [{ field: 'implementation', from: 'reportedComplete', to: 'notStarted' }],
    });
    const { commitment } = await asked(history);
    const told = async (question: Partial<Question>) => {
      const { implementation, evidence } = (await commitment('st.1.c1', question))!;
      return [implementation, evidence.length];
    };
    expect(await told({ asOf: before })).toEqual(['reportedComplete', 1]);
    for (const question of [{}, { ...occurred, asOf: '2021-02-01' }])
      expect(await told(question)).toEqual(['notStarted', 0]);
  });

  it('has the right name of an institution from the beginning, by what occurred; by what was recorded, since it was corrected', async () => {
    const history = decided().on('2021-06-01');
    const { id: eventId } = history.events.find(({ type }) => type === 'InstitutionRegistered')!;
    const before = String(history.at());
    history.append('st', 'ForumCorrected', {
      eventId,
      institution: 'pk-most',
      field: 'name',
      old: { en: 'pk-most' },
      new: { en: 'MoST' },
      reason,
    });
    const { forum } = await asked(history);
    const name = async (question: Partial<Question>) =>
      (await forum(question))!.institutions.find(({ id }) => id === 'pk-most')!.name.en;
    expect(await name({ asOf: before })).toBe('pk-most');
    for (const question of [{}, { ...occurred, asOf: '2021-01-01' }]) expect(await name(question)).toBe('MoST');
  });

  it('knows the day of a session from the day it became known, by what was recorded; by what occurred, from that day on', async () => {
    const history = new History()
      .on('2020-10-01')
      .forum()
      .append('st.1', 'SessionScheduled', {})
      .on('2020-12-31')
      .append('st.1', 'SessionHeld', { heldNotAfter: '2020-12-31', coChairs: [], delegations: [] })
      .append('st.1', 'DecisionTaken', { undertakings: [undertaking('st.1.c1')] })
      .carryIntoEffect();
    const before = String(history.at());
    const coChairs = [{ side: 'PK', name: 'A', office: 'Secretary' }];
    history.on('2020-11-06', '2021-06-01').append('st.1', 'SessionDated', { openedOn: '2020-11-06', coChairs });
    const { session } = await asked(history);
    const seen = async (question: object) => {
      const { phase, openedOn, coChairs: chairs } = (await session('st.1', question))!;
      return [phase, openedOn, chairs.length];
    };
    expect(await seen({ asOf: before })).toEqual(['concluded', undefined, 0]);
    expect(await seen({})).toEqual(['concluded', '2020-11-06', 1]);
    expect(await seen({ ...occurred, asOf: '2020-12-01' })).toEqual(['concluded', '2020-11-06', 1]);
    expect(await seen({ ...occurred, asOf: '2021-01-01' })).toEqual(['concluded', '2020-11-06', 1]);
  });

  it('shows the corrected day of a session from the beginning, by what occurred', async () => {
    const history = decided();
    const before = String(history.at());
    const opened = history.events.find(({ type }) => type === 'SessionOpened')!;
    const correction = { eventId: opened.id, field: 'openedOn', old: '2020-11-06', new: '2020-11-05', reason };
    history.on('2021-06-01').append('st.1', 'RecordCorrected', correction);
    const { session } = await asked(history);
    expect((await session('st.1', { asOf: before }))!.openedOn).toBe('2020-11-06');
    expect((await session('st.1'))!.openedOn).toBe('2020-11-05');
    expect((await session('st.1', { ...occurred, asOf: '2020-12-31' }))!.openedOn).toBe('2020-11-05');
  });
});
