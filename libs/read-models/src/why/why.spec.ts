import { describe, expect, it } from '@jest/globals';
import { commitmentEvents, type EventType } from '@jwg/domain';
import fc from 'fast-check';
import { commitmentRecord } from '../commitments/record.js';
import { anyFact, ids } from '../testing/any-data.js';
import { undertakings } from '../testing/frame.js';
import { History } from '../testing/history.js';
import { why, type WhyAsked } from './why.js';

const decided = () =>
  new History()
    .on('2020-11-06')
    .forum()
    .session('st.1', (s) => s.append('st.1', 'DecisionTaken', { undertakings: undertakings('st.1.c1', 'st.1.c2') }));

const told = decided()
  .append('st.1', 'MinutesDrafted', { version: 1, statementIds: ['st.1.s1'] })
  .bothSign('st.1', { adopts: ['st.1.c1', 'st.1.c2'] })
  .on('2021-02-01')
  .append('st.1.c1', 'DueDateSet', { due: { date: '2021-06-30' } })
  .on('2022-03-01')
  .append('st.1.c1', 'ProgressReported', { side: 'PK', narrative: 'Half', percent: 40, evidence: [] })
  .session('st.2', (s) =>
    s.append('st.2', 'CommitmentReviewed', {
      commitmentId: 'st.1.c1',
      outcome: 'completionNotAccepted',
      reason: 'Not seen',
    }),
  );
const asked = told.asked('2022-04-01');

const corrected = new History().forum().session('st.1', (s) =>
  s.append('st.1', 'DecisionTaken', {
    undertakings: undertakings('st.1.c1').map((it) => ({ ...it, due: { date: '2021-06-30' } })),
  }),
);
const [decision, registered] = (['DecisionTaken', 'CommitmentRegistered'] as const).map((type) =>
  corrected.events.find((it) => it.type === type)!,
);
const mistake = { field: 'due', old: { date: '2021-06-30' }, new: { date: '2021-12-31' } };
const reason = 'The text says December';
corrected
  .append('st.1', 'RecordCorrected', { eventId: decision!.id, ...mistake, field: 'undertakings', reason })
  .append(
    'st.1.c1',
    'EntryCorrected',
    { eventId: registered!.id, ...mistake, reason, changes: [{ field: 'due', to: mistake.new }] },
    { causationId: corrected.events.at(-1)!.id },
  );
const reasons = async (what?: WhyAsked) => (await why(asked, 'st.1.c1', what))!.reasons;

describe('Why a commitment stands as it stands', () => {
  it('leads from its adoption to the text that both sides signed, and to the rule', async () => {
    const [adoption] = await reasons('status');
    expect(adoption).toMatchObject({
      what: 'adoption',
      value: 'adopted',
      links: [
        {
          minutes: { session: 'st.1', version: 1, signatures: [{ side: 'PK' }, { side: 'CN' }] },
          policy: 'carry_into_effect',
          event: { type: 'CommitmentAdopted' },
          rule: { number: 'T4', says: expect.stringContaining('both sides signed') },
        },
      ],
    });
  });

  it('leads from who is responsible to the statement that said so', async () => {
    const [lead] = await reasons('responsible');
    expect(lead).toMatchObject({
      what: 'lead',
      value: 'pk-most',
      links: [{ statement: { id: 'st.1.s1', type: 'DecisionTaken' }, event: { type: 'CommitmentRegistered' } }],
    });
    expect(lead!.links[0]!.rule).toBeUndefined();
  });

  it('leads from a flag to the events that it rests on', async () => {
    expect(await reasons('flag:overdue')).toMatchObject([
      {
        what: 'flag',
        value: 'overdue',
        because: 'It was due by 2021-06-30, and on 2022-04-01 it was not done.',
        links: [{ event: { type: 'DueDateSet' } }, { event: { type: 'ProgressReported' } }],
      },
    ]);
  });

  it('says of a statement that did not take effect what it said and what the rules held against it', async () => {
    const { refusals } = (await why(asked, 'st.1.c1', 'refusals'))!;
    expect(refusals).toMatchObject([
      {
        statement: { id: 'st.2.s1', type: 'CommitmentReviewed' },
        command: 'RejectCompletion',
        code: 'NOT_REPORTED_COMPLETE',
        wayOut: expect.any(String),
        status: 'inProgress',
        stood: expect.arrayContaining([expect.objectContaining({ rule: expect.objectContaining({ number: 'T6' }) })]),
      },
    ]);
  });

  it('leads from what was set right to who corrected the statement, why, and what had been entered', async () => {
    const [due] = (await why(corrected.asked('2021-01-01'), 'st.1.c1', 'due'))!.reasons;
    expect(due).toMatchObject({
      value: '2021-12-31',
      links: [
        {
          event: { type: 'EntryCorrected' },
          rule: { number: 'T17' },
          setRight: {
            reason: 'The text says December',
            field: 'due',
            old: { date: '2021-06-30' },
            new: { date: '2021-12-31' },
            follows: { position: corrected.at('RecordCorrected'), enteredBy: { role: 'recorder' } },
          },
        },
        { statement: { id: 'st.1.s1' }, event: { type: 'CommitmentRegistered' } },
      ],
    });
    expect(due!.links[1]!.setRight).toBeUndefined();
  });

  it('says of a statement that was annulled why it was', async () => {
    const annulled = decided();
    const { id: eventId } = annulled.events.find(({ type }) => type === 'DecisionTaken')!;
    const mistaken = {
      eventId,
      statementId: 'st.1.s1',
      reason: 'Of another body',
      commitments: ['st.1.c1', 'st.1.c2'],
    };
    annulled.append('st.1', 'RecordAnnulled', mistaken).carryIntoEffect();
    const [adoption] = (await why(annulled.asked('2021-01-01'), 'st.1.c1', 'status'))!.reasons;
    expect(adoption!.links[0]!.statement).toMatchObject({
      id: 'st.1.s1',
      annulled: { position: annulled.at('RecordAnnulled'), reason: 'Of another body' },
    });
  });

  it('is not told of one that is not there', async () => expect(await why(asked, 'st.1.c9')).toBeUndefined());
});

const anyHistory = fc
  .array(
    fc.tuple(
      fc.constantFrom(...ids.commitment),
      anyFact.filter(({ type }) => type in commitmentEvents),
    ),
    { maxLength: 30 },
  )
  .map((some) =>
    some.reduce(
      (of, [id, { type, data }]) => of.appendTo(`commitment-${id}`, type as EventType, data as never),
      decided(),
    ),
  );

describe('The event behind each axis', () => {
  it('is the last one that moved it, whatever happened', async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, async (of) => {
        const then = of.asked();
        const record = (await commitmentRecord(then, 'st.1.c1'))!;
        for (const { what, value, links } of (await why(then, 'st.1.c1', 'status'))!.reasons) {
          const axis = what as keyof typeof record.why;
          const last = record.why[axis].at(-1)!;
          expect([value, links[0]!.event!.position, links[0]!.rule?.number]).toEqual([
            last.to,
            last.position,
            last.rule,
          ]);
        }
      }),
      { numRuns: 100, seed: 17 },
    );
  });
});
