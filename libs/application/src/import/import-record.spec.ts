import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { commitment, forum, session } from '@jwg/domain';
import { Refused } from '@jwg/event-sourcing';
import { openMemoryEventStore } from '@jwg/event-store';
import { importing } from './testing/importing.js';

const forumOf = (id: string) => `
  - id: ${id}
    name: { en: Forum ${id} }
    level: workingGroup
    sides: [{ side: PK, name: { en: Pakistan } }, { side: CN, name: { en: China } }]
    institutions:
      - { id: pk-a, side: PK, name: { en: A } }
      - { id: cn-a, side: CN, name: { en: A } }`;
const forums = `forums:${forumOf('f')}\n`;
const decided = (words: string, lead = 'pk-a') =>
  `{ verb: decided, text: { en: ${words} }, undertakings: [{ kind: support, title: { en: ${words} }, lead: [${lead}] }] }`;
const sessionOf = (id: string, day: string, ...statements: string[]) => `
  - id: ${id}
    mode: virtual
    openedOn: ${day}
    statements:${statements.map((it) => `\n      - ${it}`).join('') || ' []'}`;
const sessions = (...all: string[]) => `sessions:${all.join('')}\n`;
const signedBy = (...sides: string[]) =>
  `\n    minutes:\n      versions: [{ on: 2021-03-01, languages: [en] }]\n      signatures: [${sides
    .map((side) => `{ side: ${side}, on: 2021-04-01 }`)
    .join(', ')}]`;
const followUp = (more: string) => `\n  - { commitment: f.1.c1, ${more} }`;

let ledger: Awaited<ReturnType<typeof importing>>;
beforeEach(async () => {
  ledger = await importing(openMemoryEventStore());
});
afterEach(() => ledger.close());

const problemsOf = async (content: string) =>
  (await ledger.run(content)).problems.map(({ field, code, rule }) => [field, code ?? rule]);
const types = async () => (await ledger.events()).map(({ type }) => type);

describe('an import', () => {
  it('answers with the new events', async () => {
    const answer = await ledger.run(forums + sessions(sessionOf('f.1', '2021-01-01', decided('a'), decided('b'))));
    expect(answer).toEqual({
      file: 'record.yaml',
      dryRun: false,
      events: 10,
      known: 0,
      commitments: ['f.1.c1', 'f.1.c2'],
      sessions: ['f.1'],
      forums: ['f'],
      institutions: ['pk-a', 'cn-a'],
      problems: [],
      moreProblems: 0,
      unjudged: 0,
      warnings: [],
    });
    expect(await types()).toHaveLength(10);
  });

  it('records only what was added to a file that was imported before', async () => {
    const first = forums + sessions(sessionOf('f.1', '2021-01-01', decided('a')));
    await ledger.run(first);
    const before = await ledger.events();
    const start = followUp('on: 2021-02-01, command: StartWork, by: { side: PK, institution: pk-a }, cause: begun');
    const answer = await ledger.run(`${first}followUps:${start}\n`);
    expect(answer).toMatchObject({ events: 1, known: 7, problems: [] });
    expect((await ledger.events()).slice(0, before.length)).toEqual(before);
  });

  it('adds institutions to a forum that is known', async () => {
    await ledger.run(forums);
    const answer = await ledger.run(
      'forums:\n  - { id: f, institutions: [{ id: pk-b, side: PK, name: { en: B } }] }\n',
    );
    expect(answer).toMatchObject({ events: 1, problems: [] });
    expect(Object.keys((await ledger.ledger.load(forum, 'f')).institutions)).toEqual(['pk-a', 'cn-a', 'pk-b']);
  });

  it('schedules a session without an opening day and does not open it', async () => {
    await ledger.run(`${forums}sessions: [{ id: f.3, mode: hybrid, plannedOn: 2027-05, agenda: [{ en: Zones }] }]\n`);
    expect(await ledger.ledger.load(session, 'f.3')).toMatchObject({ phase: 'scheduled', plannedOn: '2027-05' });
  });

  it('gives its commands in the order of their dates, whatever their order in the file', async () => {
    const slip = (on: string, to: string) =>
      followUp(`on: ${on}, command: ReviseDueDate, by: { side: PK }, to: { date: '${to}' }, reason: late`);
    await ledger.run(
      `followUps:${slip('2022-06', '2024')}${slip('2021-02-03', '2022')}\n` +
        sessions(sessionOf('f.2', '2021-05-05', '{ verb: noted, text: { en: x }, refersTo: [f.1.c1] }')).replace(
          'sessions:',
          `sessions:${sessionOf('f.1', '2021-01-01', decided('a'))}`,
        ) +
        forums,
    );
    const told = (await ledger.events()).map(({ type }) => type).filter((it) => /DueDate|MatterNoted/.test(it));
    expect(told).toEqual(['DueDateRevised', 'MatterNoted', 'DueDateRevised']);
    expect((await ledger.ledger.load(commitment, 'f.1.c1')).due).toEqual({ date: '2024' });
  });

  it('adopts what both sides signed, by a digest of the ledger’s own record', async () => {
    const file = forums + sessions(sessionOf('f.1', '2021-01-01', decided('a')) + signedBy('PK', 'CN'));
    expect((await ledger.run(file)).problems).toEqual([]);
    expect(await ledger.ledger.load(commitment, 'f.1.c1')).toMatchObject({ adoption: 'adopted' });
    const drafted = (await ledger.events()).find(({ type }) => type === 'MinutesDrafted');
    expect(drafted?.data).toMatchObject({ digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) });
  });

  it('writes nothing of a file whose last step is refused', async () => {
    const late = followUp('on: 2022-01-01, command: ConfirmCompletion, by: { side: PK }');
    const file = `${forums}${sessions(sessionOf('f.1', '2021-01-01', decided('a')))}followUps:${late}\n`;
    expect(await problemsOf(file)).toEqual([['followUps[0]', 'NOT_REPORTED_COMPLETE']]);
    expect(await types()).toEqual([]);
  });

  it('is allowed to recorders only, because a file speaks for many actors', async () => {
    await expect(ledger.run(forums, {}, { id: 's', role: 'secretariat', side: 'PK' })).rejects.toThrow(
      new Refused('ROLE_MAY_NOT', 'A secretariat may not import; a file speaks for many, so it takes a recorder.'),
    );
    expect(await types()).toEqual([]);
  });

  it('reports its progress', async () => {
    const seen: string[] = [];
    await ledger.run(forums, { progress: (done, total) => seen.push(`${done}/${total}`) });
    expect(seen).toEqual(['1/3', '2/3', '3/3']);
  });

  it('warns of statements that had no effect', async () => {
    const reopened = '{ verb: reviewed, text: { en: again }, commitmentId: f.1.c1, outcome: reopened, reason: open }';
    const answer = await ledger.run(
      forums + sessions(sessionOf('f.1', '2021-01-01', decided('a')), sessionOf('f.2', '2022-01-01', reopened)),
    );
    expect(answer.problems).toEqual([]);
    expect(answer.warnings).toEqual([
      expect.objectContaining({ field: 'sessions[1].statements[0]', code: 'NOTHING_TO_REOPEN' }),
    ]);
    expect(await types()).toContain('EffectNotApplied');
  });

  it('warns of outcomes that still wait for something', async () => {
    const confirmed = '{ verb: reviewed, text: { en: done }, commitmentId: f.1.c1, outcome: completionConfirmed }';
    const answer = await ledger.run(
      forums + sessions(sessionOf('f.1', '2021-01-01', decided('a')), sessionOf('f.2', '2022-01-01', confirmed)),
    );
    expect(answer.problems).toEqual([]);
    expect(answer.warnings).toEqual([
      expect.objectContaining({
        field: 'sessions[1].statements[0]',
        code: 'OUTCOME_WAITS',
        rule: 'waits on f.1.c1 until it has a report of completion and the signatures of both sides.',
      }),
    ]);
  });
});

describe('a file that was imported', () => {
  const file = forums + sessions(sessionOf('f.1', '2021-01-01', decided('a')));
  beforeEach(async () => {
    await ledger.run(file);
  });

  it('and then edited is refused at the field that differs, with what is recorded and the way out', async () => {
    const before = await ledger.events();
    const { problems } = await ledger.run(file.replace('text: { en: a }', 'text: { en: other }'));
    expect(problems).toEqual([
      expect.objectContaining({
        field: 'sessions[0].statements[0].text.en',
        code: 'ON_RECORD_OTHERWISE',
        rule: 'is "a" in the record.',
        wayOut: expect.stringContaining('CorrectRecord'),
      }),
    ]);
    expect(await ledger.events()).toEqual(before);
  });

  it('and then gets another source at its top is refused once for each forum and session', async () => {
    const { problems } = await ledger.run(`source: { kind: minutes, reference: another }\n${file}`);
    expect(problems.map(({ field, code }) => [field, code])).toEqual([
      ['forums[0].source', 'ON_RECORD_OTHERWISE'],
      ['sessions[0].source', 'ON_RECORD_OTHERWISE'],
    ]);
  });

  it('and then gets one more statement takes it as learned late', async () => {
    const more = forums + sessions(sessionOf('f.1', '2021-01-01', decided('a'), decided('b')));
    expect(await ledger.run(more)).toMatchObject({ problems: [], events: 2, commitments: ['f.1.c2'] });
    const said = (await ledger.events()).findLast(({ type }) => type === 'DecisionTaken');
    expect(said!.data).toMatchObject({ statementId: 'f.1.s2', learnedLate: 'afterConclusion' });
  });
});

describe('the problems of a file', () => {
  it('are reported all at once, in the order of the file, with line and column', async () => {
    const bad = sessionOf(
      'f.1',
      '2021-01-01',
      decided('a', 'pk-b'),
      '{ verb: decided, text: { en: one sided }, speaker: { kind: side, side: PK }, undertakings: [{ kind: support, title: { en: x } }] }',
      '{ verb: noted, text: {}, undertakings: [] }',
      decided('fine'),
    );
    const { problems } = await ledger.run(`${forums}${sessions(bad)}colour: red\n`);
    expect(problems.map(({ line, column, field, code }) => [line, column, field, code])).toEqual([
      [14, 9, 'sessions[0].statements[0]', 'UNKNOWN_INSTITUTION'],
      [15, 9, 'sessions[0].statements[1]', 'NOT_JOINT'],
      [16, 24, 'sessions[0].statements[2].text', undefined],
      [16, 34, 'sessions[0].statements[2].undertakings', undefined],
      [18, 1, 'colour', undefined],
    ]);
    expect(problems.filter(({ wayOut }) => !/\.$/.test(wayOut))).toEqual([]);
    expect(await types()).toEqual([]);
  });

  it('name the exact field in a list within a list', async () => {
    const file = forums + sessions(sessionOf('f.1', '2021-01-01', decided('a', 'pk-a, Not an id')));
    expect((await ledger.run(file)).problems).toEqual([
      expect.objectContaining({ field: 'sessions[0].statements[0].undertakings[0].lead[1]', line: 14 }),
    ]);
  });

  it('leave out those that only follow from others', async () => {
    const start = followUp('on: 2021-02-01, command: StartWork, by: { side: PK }, cause: begun');
    const file = `${forums.replace('level: workingGroup', 'level: club')}${sessions(
      sessionOf('f.1', '2021-01-01', decided('a')),
    )}followUps:${start}\n`;
    const answer = await ledger.run(file);
    expect(answer.problems.map(({ field }) => field)).toEqual(['forums[0].level']);
    expect(answer.events).toBe(0);
    expect(answer.unjudged).toBeGreaterThan(3);
  });

  it('leave out a statement that names an institution which could not be registered, and no other', async () => {
    const broken = forums.replace('side: PK, name: { en: A }', 'side: XX, name: { en: A }');
    const statements = [decided('a'), decided('b', 'pk-b')];
    const answer = await ledger.run(broken + sessions(sessionOf('f.1', '2021-01-01', ...statements)));
    expect(answer.problems.map(({ field, code }) => [field, code])).toEqual([
      ['forums[0].institutions[0]', 'UNKNOWN_SIDE'],
      ['sessions[0].statements[1]', 'UNKNOWN_INSTITUTION'],
    ]);
    expect(answer.problems.every((it) => !('about' in it))).toBe(true);
    expect(answer.unjudged).toBe(1);
  });

  it('include things that are given twice', async () => {
    const one = sessionOf('f.1', '2021-01-01');
    const [[field, rule]] = (await problemsOf(forums + sessions(one, one))) as [[string, string]];
    expect([field, rule]).toEqual(['sessions[1]', expect.stringContaining('is given twice in this file')]);
  });

  it('include a follow-up that would not change anything', async () => {
    const start = followUp('on: 2021-02-01, command: StartWork, by: { side: PK }, cause: begun');
    const again = start.replace('2021-02-01', '2021-03-01');
    const file = `${forums}${sessions(sessionOf('f.1', '2021-01-01', decided('a')))}followUps:${start}${again}\n`;
    expect(await problemsOf(file)).toEqual([['followUps[1]', 'CHANGES_NOTHING']]);
  });

  const met = sessionOf('f.1', '2021-01-05', decided('a'));
  const start = (on: string) =>
    `followUps:${followUp(`on: ${on}, command: StartWork, by: { side: PK, institution: pk-a }, cause: begun`)}\n`;
  it.each([
    ['a session that ends before it begins', `${met}\n    concludedOn: 2021-01-04`, '', 'sessions[0]', '2021-01-04'],
    [
      'minutes drafted before the session',
      `${met}\n    minutes: { versions: [{ on: 2021-01-02, languages: [en] }] }`,
      '',
      'sessions[0].minutes.versions[0]',
      '2021-01-02',
    ],
    ['what follows up before its commitment is there', met, start('2021-01-03'), 'followUps[0]', '2021-01-03'],
    [
      'what speaks of a commitment before the session that brought it up',
      `${sessionOf('f.1', '2021-01-03', '{ verb: noted, text: { en: x }, refersTo: [f.2.c1] }')}
    concludedOn: 2021-01-04${met.replace('f.1', 'f.2')}`,
      '',
      'sessions[0].statements[0]',
      '2021-01-03',
    ],
    ['what follows up in a bare year', met, start("'2021'"), 'followUps[0]', '2021'],
  ])('include dates in the wrong order: %s', async (_, session, followUps, field, date) => {
    const { problems } = await ledger.run(`${forums}${sessions(session)}${followUps}`);
    expect(problems).toEqual([
      expect.objectContaining({
        field,
        rule: expect.stringMatching(new RegExp(`^By its date, ${date}, this comes before .* 2021-01-05\\. `)),
        wayOut: expect.stringMatching(date.length === 4 ? /Write the day/ : /Correct one of the two dates/),
      }),
    ]);
  });

  it('are listed up to 1,000, and the rest are counted', async () => {
    const statements = Array.from({ length: 500 }, () => '{ verb: mumbled, text: { en: x } }');
    const file = forums + sessions(...[1, 2, 3].map((n) => sessionOf(`f.${n}`, `2021-0${n}-01`, ...statements)));
    const answer = await ledger.run(file);
    expect(answer.problems).toHaveLength(1000);
    expect(answer.moreProblems).toBe(500);
  });
});

describe('files that do not build on each other', () => {
  const files = ['f', 'g', 'h'].map(
    (id, n) =>
      `forums:${forumOf(id)}\nsessions:${sessionOf(`${id}.1`, `202${n}-01-01`, decided('a'), decided('b'))}${signedBy(
        'PK',
        'CN',
      ).replaceAll('2021', '2023')}\n`,
  );
  const streams = ['f', 'g', 'h'].flatMap((id) => [
    `forum-${id}`,
    `session-${id}.1`,
    `commitment-${id}.1.c1`,
    `commitment-${id}.1.c2`,
  ]);

  it('lead to the same streams in whatever order they are imported', async () => {
    const told = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(files, { minLength: 3 }), async (order) => {
        const store = openMemoryEventStore();
        const other = await importing(store);
        for (const file of order) expect((await other.run(file)).problems).toEqual([]);
        const all = await Promise.all(streams.map((name) => store.readStream(name)));
        told.add(JSON.stringify(all.map((events) => events.map(({ id, type, data }) => [id, type, data]))));
        await other.close();
      }),
      { numRuns: 12 },
    );
    expect(told.size).toBe(1);
  });
});
