import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openMemoryEventStore } from '@jwg/event-store';
import { decided, drill, followUps, sessions } from './testing/drill.js';
import { importing } from './testing/importing.js';

let ledger: Awaited<ReturnType<typeof importing>>;
beforeEach(async () => {
  ledger = await importing(openMemoryEventStore());
});
afterEach(() => ledger.close());

const held = 'id: aa-jc.2, mode: virtual, openedOn: 2022-04-20';
const late = `${held}, statements: [${decided('X', 'pk-a', ', due: { date: 2012-12-31 }')}]`;
const completed = followUps(
  "on: 2022-06-01, commitment: aa-jc.2.c1, command: ReportCompletion, by: { side: PK, institution: pk-a }, completedOn: '2021', evidence: [{ reference: L }]",
);
const where = ({ field, code }: { field: string; code?: string }) => [field, code];
const doubts = [
  ['sessions[0].statements[0].undertakings[0].due.date', 'DUE_BEFORE_THE_SESSION'],
  ['followUps[0].completedOn', 'COMPLETED_BEFORE_BEGUN'],
];

describe('What is implausible in a file', () => {
  it('is taken with a warning, and the events say so', async () => {
    const { problems, warnings } = await ledger.run(drill + sessions(late) + completed);
    expect([problems, warnings.map(where)]).toEqual([[], doubts]);
    expect(warnings[0]).toMatchObject({
      rule: 'is 2012-12-31, and it was brought up on 2022-04-20.',
      wayOut: 'Correct the due date, or the day of the session. If it is so, confirm DUE_BEFORE_THE_SESSION.',
    });
    const doubted = (await ledger.events()).flatMap(({ type, metadata: { doubts: it } }) => (it ? [[type, it]] : []));
    expect(doubted).toEqual([
      ['DecisionTaken', ['DUE_BEFORE_THE_SESSION']],
      ['CompletionReported', ['COMPLETED_BEFORE_BEGUN']],
    ]);
  });

  it('is no news when the file is imported again', async () => {
    await ledger.run(drill + sessions(late));
    expect(await ledger.run(drill + sessions(late))).toMatchObject({ problems: [], warnings: [], events: 0 });
  });

  it('is a problem where the import is strict, unless it is confirmed', async () => {
    const file = drill + sessions(late);
    const { problems } = await ledger.run(file, { strict: true });
    expect(problems.map(where)).toEqual([doubts[0]]);
    expect(await ledger.events()).toEqual([]);
    const confirmed = await ledger.run(file, { strict: true, confirm: ['DUE_BEFORE_THE_SESSION'] });
    expect(confirmed).toMatchObject({ problems: [], warnings: [], sessions: ['aa-jc.2'] });
  });

  it('is told once for each field, and not once for each entry of a session', async () => {
    const earlier = 'id: aa-jc.3, mode: virtual, plannedOn: 0009-03-01, openedOn: 0009-03-01';
    const { warnings } = await ledger.run(drill + sessions(earlier));
    expect(warnings.map(where)).toEqual([
      ['sessions[0].plannedOn', 'YEAR_BEFORE_1900'],
      ['sessions[0].openedOn', 'YEAR_BEFORE_1900'],
    ]);
  });
});
