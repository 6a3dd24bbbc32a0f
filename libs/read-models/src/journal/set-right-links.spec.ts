import { describe, expect, it } from '@jest/globals';
import { commitmentRecord } from '../commitments/record.js';
import { sessionRecord } from '../sessions/record.js';
import { undertakings } from '../testing/frame.js';
import { History } from '../testing/history.js';
import { timeline } from './timeline.js';

const id = 'st.1.c1';
const secretary = { actor: { id: 's', role: 'secretariat' as const, side: 'PK' } };

/** A statement corrected, one annulled, the day of the session corrected, an entry corrected and one withdrawn. */
const told = () => {
  const history = new History()
    .forum()
    .session('st.1', (s) =>
      s
        .append('st.1', 'DecisionTaken', { undertakings: undertakings(id) })
        .append('st.1', 'MatterNoted', { refersTo: [id] }),
    );
  const event = (type: string) => history.events.findLast((it) => it.type === type)!;
  const correct = (eventId: string, field: string, statementId?: string) =>
    history.append('st.1', 'RecordCorrected', {
      ...{ eventId, field, old: '1', new: '2', reason: 'Mistyped' },
      ...(statementId !== undefined && { statementId }),
    });
  correct(event('DecisionTaken').id, 'paragraph', 'st.1.s1');
  correct(event('SessionOpened').id, 'openedOn');
  history.append('st.1', 'RecordAnnulled', {
    ...{ eventId: event('MatterNoted').id, statementId: 'st.1.s2', reason: 'Never said', commitments: [] },
  });
  history.append(id, 'DueDateSet', { due: { date: '2021' } }, secretary);
  history.append(
    id,
    'EntryCorrected',
    {
      ...{ eventId: event('DueDateSet').id, field: 'due', old: { date: '2021' }, new: { date: '2022' } },
      ...{ reason: 'Mistyped', changes: [{ field: 'due', from: { date: '2021' }, to: { date: '2022' } }] },
    },
    secretary,
  );
  const at = (type: string) => event(type).position;
  return { history, at };
};

describe('What was set right', () => {
  it('and what set it right name each other in a timeline, and both entries stay as they were recorded', async () => {
    const { history, at } = told();
    const links = async (subject: string) =>
      Object.fromEntries(
        (await timeline(history.asked(), subject)).entries.flatMap(({ position, corrects, correctedBy }) =>
          corrects || correctedBy
            ? [[position, { ...(corrects && { corrects }), ...(correctedBy && { correctedBy }) }]]
            : [],
        ),
      );
    const [ofStatement, ofSession] = [at('RecordCorrected') - 1, at('RecordCorrected')];
    expect(await links('st.1')).toEqual({
      [at('SessionOpened')]: { correctedBy: [ofSession] },
      [at('DecisionTaken')]: { correctedBy: [ofStatement] },
      [at('MatterNoted')]: { correctedBy: [at('RecordAnnulled')] },
      [ofStatement]: { corrects: [at('DecisionTaken')] },
      [ofSession]: { corrects: [at('SessionOpened')] },
      [at('RecordAnnulled')]: { corrects: [at('MatterNoted')] },
    });
    expect(await links(id)).toEqual({
      [at('DecisionTaken')]: { correctedBy: [ofStatement] },
      [at('MatterNoted')]: { correctedBy: [at('RecordAnnulled')] },
      [at('DueDateSet')]: { correctedBy: [at('EntryCorrected')] },
      [at('EntryCorrected')]: { corrects: [at('DueDateSet')] },
    });
    const { entries } = await timeline(history.asked(), id);
    expect(entries.find(({ type }) => type === 'DueDateSet')!.data).toEqual({ due: { date: '2021' } });
  });

  it('is linked across pages, and not before it was set right', async () => {
    const { history, at } = told();
    const first = await timeline(history.asked(), 'st.1', { limit: 2 });
    expect(first.entries.at(-1)).toMatchObject({ type: 'SessionOpened', correctedBy: [at('RecordCorrected')] });
    const { entries } = await timeline(history.asked(), 'st.1', { limit: 2, order: 'newest' });
    expect(entries.map(({ corrects }) => corrects)).toEqual([[at('MatterNoted')], [at('SessionOpened')]]);
    const until = at('RecordCorrected') - 1;
    const before = await timeline(history.asked(undefined, history.events.slice(0, until)), 'st.1');
    expect(before.entries.some(({ correctedBy }) => correctedBy)).toBe(false);
  });

  it('is linked alike on every page, though nothing but the event that annulled it says so', async () => {
    const { history } = told();
    history.append('st.1', 'MinutesSignedBySide', { side: 'PK', signedOn: '2022-07-01', version: 1, digest: 'x' });
    const eventId = history.events.at(-1)!.id;
    history.append('st.1', 'SignatureAnnulled', { eventId, side: 'PK', version: 1, reason: 'Mistyped' });
    const { entries } = await timeline(history.asked(), 'st.1');
    expect(entries.find((it) => it.eventId === eventId)).toMatchObject({ correctedBy: [history.at()] });
    for (const [n, entry] of entries.entries()) {
      const after = entries[n - 1]?.position;
      expect((await timeline(history.asked(), 'st.1', { limit: 1, after })).entries).toEqual([entry]);
    }
  });

  it('is linked in the timeline of a forum, too', async () => {
    const history = new History().forum();
    const eventId = history.events.at(-1)!.id;
    const name = {
      institution: 'cn-cas',
      field: 'name',
      old: { en: 'cn-cas' },
      new: { en: 'CAS' },
      reason: 'Mistyped',
    };
    history.append('st', 'ForumCorrected', { eventId, ...name });
    const { entries } = await timeline(history.asked(), 'st', { limit: 5 });
    expect(entries.at(-1)).toMatchObject({ eventId, correctedBy: [history.at()] });
  });

  it('is listed by a commitment and a session with old and new, who, why, and where the entry is', async () => {
    const { history, at } = told();
    const ofStatement = {
      ...{ position: at('RecordCorrected') - 1, correctsAt: at('DecisionTaken'), field: 'paragraph' },
      ...{ old: '1', new: '2', reason: 'Mistyped', enteredBy: { role: 'recorder' }, recordedAt: expect.any(String) },
    };
    const commitment = (await commitmentRecord(history.asked(), id))!;
    expect(commitment.corrections).toEqual([expect.objectContaining({ ...ofStatement, statement: 'st.1.s1' })]);
    expect(commitment.setRight).toEqual([
      expect.objectContaining({ correctsAt: at('DueDateSet'), by: { side: 'PK' }, new: { date: '2022' } }),
    ]);
    const session = (await sessionRecord(history.asked(), 'st.1'))!;
    expect(session.corrections).toEqual([
      expect.objectContaining(ofStatement),
      expect.objectContaining({ correctsAt: at('SessionOpened'), field: 'openedOn' }),
    ]);
    expect(session.statements[0]!.corrections).toEqual([expect.objectContaining(ofStatement)]);
  });
});
