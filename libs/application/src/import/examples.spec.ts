import { readFileSync, readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { commitment } from '@jwg/domain';
import { openMemoryEventStore } from '@jwg/event-store';
import { importing } from './testing/importing.js';

const folder = 'docs/examples/cpec';
const names = readdirSync(folder).sort();
const example = (name: string) => readFileSync(`${folder}/${name}`);

let ledger: Awaited<ReturnType<typeof importing>>;
beforeEach(async () => {
  ledger = await importing(openMemoryEventStore());
});
afterEach(() => ledger.close());

const importAll = async () => {
  const answers = [];
  for (const name of names) answers.push(await ledger.run(example(name), { file: name }));
  return answers;
};
const stateOf = (id: string) => ledger.ledger.load(commitment, id);
const eventsOf = async (type: string) => (await ledger.events()).filter((event) => event.type === type);

describe('the examples', () => {
  it('are imported without a problem', async () => {
    for (const { problems, warnings, moreProblems, unjudged } of await importAll())
      expect({ problems, warnings, moreProblems, unjudged }).toEqual({
        problems: [],
        warnings: [],
        moreProblems: 0,
        unjudged: 0,
      });
  });

  it('change nothing when they are imported again', async () => {
    const first = await importAll();
    const before = await ledger.events();
    const again = await importAll();
    expect(await ledger.events()).toEqual(before);
    expect(again.map(({ events, problems }) => ({ events, problems }))).toEqual(
      first.map(() => ({ events: 0, problems: [] })),
    );
    expect(again.every(({ known }) => known > 0)).toBe(true);
  });

  it('leave nothing for the policy to do afterwards', async () => {
    await importAll();
    const before = await ledger.events();
    await ledger.followAgain();
    expect(await ledger.events()).toHaveLength(before.length);
  });

  it('write nothing in a dry run, and say what they would write', async () => {
    const told = await ledger.run(example('1-forums.yaml'), { dryRun: true });
    expect(await ledger.events()).toEqual([]);
    const written = await ledger.run(example('1-forums.yaml'));
    expect({ ...told, dryRun: false }).toEqual(written);
    expect(await ledger.events()).toHaveLength(told.events);
  });

  it('keep every source, and say on whose behalf a report was entered', async () => {
    await importAll();
    const events = await ledger.events();
    expect(events.filter(({ metadata }) => metadata.authority !== 'press' || metadata.source.kind !== 'press')).toEqual(
      [],
    );
    const revised = events.find(({ type }) => type === 'DueDateRevised');
    expect(revised?.metadata.actor).toEqual({
      id: 'recorder',
      role: 'recorder',
      onBehalfOf: { role: 'secretariat', side: 'PK' },
    });
  });
});

describe('the 2nd session of the working group on science and technology', () => {
  beforeEach(importAll);

  it('brings four undertakings by one decision: agreed but unsigned, undated, with nobody named on the Chinese side', async () => {
    const decisions = (await eventsOf('DecisionTaken')).filter(({ stream }) => stream === 'session-cpec-jwg-st.2');
    expect(decisions).toHaveLength(1);
    const four = await Promise.all([1, 2, 3, 4].map((n) => stateOf(`cpec-jwg-st.2.c${n}`)));
    expect(four.map(({ adoption }) => adoption)).toEqual(Array(4).fill('provisional'));
    expect(four.map(({ kind }) => kind)).toEqual(['support', ...Array(3).fill('capacityBuilding')]);
    expect(four.map(({ lead, support, due }) => ({ lead, support, due }))).toEqual(
      Array(4).fill({ lead: ['pk-stza'], support: [], due: undefined }),
    );
    expect((await stateOf('cpec-jwg-st.2.c5')).registered).toBe(false);
  });

  it('does not start anything by a hope', async () => {
    const [hope] = await eventsOf('HopeExpressed');
    expect(hope).toBeDefined();
    expect((await ledger.events()).filter(({ metadata }) => metadata.causationId === hope!.id)).toEqual([]);
    expect(await eventsOf('ProjectInitiated')).toEqual([]);
  });

  it('acknowledges and appreciates what was in progress before, without changing it', async () => {
    const stream = 'commitment-cpec-jwg-st.0.c1';
    const about = (await ledger.events()).filter((event) => event.stream === stream).map(({ type }) => type);
    expect(about).toEqual(['CommitmentRegistered', 'WorkStarted', 'ProgressReported']);
    const position = (type: string) =>
      eventsOf(type).then((events) => events.find(({ stream: it }) => it.includes('cpec-jwg-st'))!.position);
    expect(await position('WorkStarted')).toBeLessThan(await position('AchievementAcknowledged'));
  });

  it('is followed by an agreement of engineers that a differently named society signed', async () => {
    const state = await stateOf('cpec-jwg-st.0.c2');
    expect(state).toMatchObject({ implementation: 'reportedComplete', lead: ['pk-pec', 'cn-cse'] });
  });
});

describe('the Eastbay Expressway', () => {
  beforeEach(importAll);

  it('has its date revised exactly three times', async () => {
    const revised = (await eventsOf('DueDateRevised')).map(({ data, metadata }) => ({
      ...(data as { from?: object; to: object }),
      on: metadata.occurredAt.value,
    }));
    expect(revised.map(({ from, to, on }) => ({ from, to, on }))).toEqual([
      { from: undefined, to: { date: '2021-04' }, on: '2020-07-29' },
      { from: { date: '2021-04' }, to: { date: '2021' }, on: '2020-11-30' },
      { from: { date: '2021' }, to: { date: '2022-04' }, on: '2021-12-30' },
    ]);
  });

  it('was reported complete, and opened later than expected', async () => {
    expect(await stateOf('cpec-jwg-gwadar.0.c1')).toMatchObject({
      implementation: 'reportedComplete',
      milestones: { m1: 'reached' },
    });
    const [progress] = await eventsOf('ProgressReported').then((all) =>
      all.filter(({ stream }) => stream.endsWith('gwadar.0.c1')),
    );
    expect(progress?.data).toMatchObject({ percent: 58 });
  });
});

describe('the 7th session of the working group on Gwadar', () => {
  it('is known by its minutes alone, which both sides signed', async () => {
    await importAll();
    const told = (await ledger.events()).filter(({ stream }) => stream === 'session-cpec-jwg-gwadar.7');
    expect(told.map(({ type }) => type)).toEqual([
      'SessionScheduled',
      'SessionHeld',
      'MinutesDrafted',
      'MinutesSignedBySide',
      'MinutesSignedBySide',
      'MinutesEnteredIntoEffect',
    ]);
    expect(told[1]?.data).toMatchObject({ heldNotAfter: '2024-10-14' });
  });
});

describe('the 11th session of the Joint Cooperation Committee', () => {
  beforeEach(importAll);

  it('adopts what is in the text that both sides signed on 31 July 2023, nine months after it met', async () => {
    const effects = await eventsOf('MinutesEnteredIntoEffect');
    const effect = effects.find(({ stream }) => stream === 'session-cpec-jcc.11');
    expect(effect?.data).toMatchObject({ version: 3, on: '2023-07-31' });
    const adopted = await eventsOf('CommitmentAdopted');
    expect(adopted.map(({ stream }) => stream)).toEqual([1, 2, 3, 4].map((n) => `commitment-cpec-jcc.11.c${n}`));
    expect(adopted.map(({ metadata }) => metadata.occurredAt.value)).toEqual(Array(4).fill('2023-07-31'));
  });

  it('does not adopt the proposal that the signed text leaves out', async () => {
    expect(await stateOf('cpec-jcc.11.c5')).toMatchObject({ adoption: 'notAdopted', proposedBy: 'PK' });
  });
});
