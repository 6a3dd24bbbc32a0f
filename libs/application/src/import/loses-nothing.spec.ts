import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { commitment, session } from '@jwg/domain';
import { openMemoryEventStore } from '@jwg/event-store';
import { stringify } from 'yaml';
import { AssessProgress, NoteMatter, OpenSession, ScheduleSession } from '../index.js';
import { within } from '@jwg/platform';
import { v4 } from 'uuid';
import { contradictions } from './differences.js';
import { stepIdOf } from './step.js';
import { decided, drill, followUps, sessions, signed } from './testing/drill.js';
import { importing } from './testing/importing.js';

let ledger: Awaited<ReturnType<typeof importing>>;
beforeEach(async () => {
  ledger = await importing(openMemoryEventStore());
});
afterEach(() => ledger.close());

const recorder = { id: 'recorder', role: 'recorder' } as const;
const byHand = (command: object) =>
  within({ actor: recorder, commandId: v4() }, () => ledger.commands.execute(command as never));
const problems = async (content: string) =>
  (await ledger.run(content)).problems.map(({ field, code, rule }) => [field, code ?? rule]);
const types = async (...some: string[]) =>
  (await ledger.events()).map(({ type }) => type as string).filter((it) => some.length === 0 || some.includes(it));

const held = 'id: aa-wg.1, mode: virtual, openedOn: 2024-01-10';
const noted = (words: string) => `{ verb: noted, text: { en: ${words} } }`;

describe('A file that says what nothing would take in', () => {
  const planned = (more: string) => drill + sessions(`id: aa-wg.1, mode: virtual, plannedOn: 2024-01-10, ${more}`);

  it('is refused for what was said and signed in a session that is only scheduled', async () => {
    const said = `coChairs: [{ side: PK, name: N. N., office: Secretary }], statements: [${decided('X', 'pk-a, cn-b')}]`;
    expect(await problems(planned(`${said}, ${signed('2024-02-01')}`))).toEqual([
      ['sessions[0].coChairs', 'NOT_TAKEN_IN'],
      ['sessions[0].statements', 'NOT_TAKEN_IN'],
      ['sessions[0].minutes', 'NOT_TAKEN_IN'],
    ]);
    expect(await types()).toEqual([]);
  });

  it.each([
    ['a day of conclusion without one of opening', planned('concludedOn: 2024-01-11'), 'sessions[0].concludedOn'],
    [
      'a version that leaves out a statement which the session does not have',
      drill + sessions(`${held}, statements: [${noted('x')}], ${signed('2024-02-01', ', omits: [aa-wg.1.s7]')}`),
      'sessions[0].minutes.versions[0].omits',
    ],
    [
      'a follow-up with a second commitment, which would overrule the first',
      drill +
        sessions(`${held}, statements: [${decided('x')}, ${decided('y')}]`) +
        followUps(
          'on: 2024-02-01, commitment: aa-wg.1.c1, commitmentId: aa-wg.1.c2, command: StartWork, cause: x, by: { side: PK }',
        ),
      'followUps[0].commitmentId',
    ],
    [
      'a follow-up with a provenance of its own',
      drill +
        sessions(`${held}, statements: [${decided('x')}]`) +
        followUps(
          'on: 2024-02-01, commitment: aa-wg.1.c1, command: StartWork, cause: x, by: { side: PK }, provenance: { authority: instrument }',
        ),
      'followUps[0].provenance',
    ],
    [
      'two days from which a forum exists',
      drill.replace("since: '2000'", "since: '2000'\n    establishedOn: '1999'"),
      'forums[0].since',
    ],
  ])('is refused for %s', async (_, file, field) => {
    expect(await problems(file)).toEqual([[field, 'NOT_TAKEN_IN']]);
    expect(await types()).toEqual([]);
  });
});

describe('A file whose accents are characters of their own', () => {
  const file = (form: 'NFC' | 'NFD') =>
    drill + sessions(`${held}, statements: [${noted('Équipe conjointe'.normalize(form))}]`);

  it('is known when it comes again in the other form, and recorded in one', async () => {
    await ledger.run(file('NFD'));
    const before = await ledger.events();
    expect(JSON.stringify(before)).toBe(JSON.stringify(before).normalize('NFC'));
    expect(await problems(file('NFC'))).toEqual([]);
    expect(await ledger.events()).toEqual(before);
  });

  it('contradicts nothing that was recorded before there was one form', () => {
    const said = { text: { en: 'é' } };
    const recorded = { type: 'MatterNoted', data: { text: { en: 'e\u0301' } }, metadata: {} } as never;
    const step = { kind: NoteMatter, fields: said, at: [], places: {} } as never;
    expect(contradictions(step, said as never, [recorded], [])).toEqual([]);
    expect(contradictions(step, { text: { en: 'è' } } as never, [recorded], [])).toHaveLength(1);
  });
});

describe('A session whose day no record gives', () => {
  const known = 'id: aa-wg.7, mode: inPerson';

  it('is recorded when it is known by its minutes alone, with what they say', async () => {
    const file = drill + sessions(`${known}, statements: [${decided('X')}], ${signed('2024-10-14')}`);
    expect(await problems(file)).toEqual([]);
    expect(await ledger.ledger.load(session, 'aa-wg.7')).toMatchObject({
      phase: 'concluded',
      heldNotAfter: '2024-10-14',
      inEffect: true,
    });
    expect(await ledger.ledger.load(commitment, 'aa-wg.7.c1')).toMatchObject({ adoption: 'adopted' });
    expect(await ledger.run(file)).toMatchObject({ events: 0, problems: [] });
  });

  it('is recorded without any word in it', async () => {
    expect(await problems(drill + sessions(`${known}, ${signed('2024-10-14')}`))).toEqual([]);
    expect(await types('SessionHeld', 'MinutesEnteredIntoEffect')).toHaveLength(2);
  });

  it('is recorded with the day by which it was held', async () => {
    const file = drill + sessions(`${known}, plannedOn: 2024-05, heldNotAfter: 2024-09, statements: [${noted('x')}]`);
    expect(await problems(file)).toEqual([]);
    const said = (await ledger.events()).find(({ type }) => type === 'MatterNoted')!;
    expect(said.metadata.occurredAt).toEqual({ value: '2024-09', precision: 'month' });
  });

  it('may be known by its month or year', async () => {
    expect(await problems(drill + sessions(`${known}, openedOn: 2024-09, statements: [${noted('x')}]`))).toEqual([]);
    expect(await ledger.ledger.load(session, 'aa-wg.7')).toMatchObject({ phase: 'concluded', openedOn: '2024-09' });
  });

  it('has one of the two, not both', async () => {
    const both = drill + sessions(`${known}, openedOn: 2024-08-01, heldNotAfter: 2024-09, statements: [${noted('x')}]`);
    expect(await problems(both)).toEqual([['sessions[0].heldNotAfter', 'NOT_TAKEN_IN']]);
  });
});

describe('A file whose statement cannot be read', () => {
  it.each([
    ['in its words', decided('Y, more', 'cn-b'), 'sessions[0].statements[1].text.more'],
    ['in its verb', decided('Y', 'cn-b').replace('decided', 'mumbled'), 'sessions[0].statements[1].verb'],
  ])('%s leaves unjudged what builds on the numbers after it', async (_, broken, field) => {
    const statements = [decided('X'), broken, decided('Z')].join(', ');
    const report = (n: number, by: string) =>
      `on: 2024-02-0${n}, commitment: aa-wg.1.c${n}, command: ReportProgress, by: { ${by} }, narrative: n`;
    const file =
      drill +
      sessions(`${held}, statements: [${statements}]`) +
      followUps(report(1, 'side: CN, institution: cn-b'), report(2, 'side: CN, institution: cn-b'));
    const answer = await ledger.run(file);
    expect(answer.problems.map((it) => it.field)).toContain(field);
    expect(answer.problems.map((it) => [it.field, it.code])).toContainEqual(['followUps[0]', 'OTHER_INSTITUTION']);
    expect(answer.problems.filter((it) => it.field.startsWith('followUps[1]'))).toEqual([]);
    expect(answer.unjudged).toBe(1);
  });
});

describe('A file whose lines end with CR', () => {
  it('is read as if they ended with LF, with the same lines and columns', async () => {
    const file = drill + sessions(`${held}, statements: [${noted('x')}]`) + 'colour: red\n';
    const seen = await Promise.all(['\n', '\r', '\r\n'].map((end) => ledger.run(file.replaceAll('\n', end))));
    const [lf, cr, crlf] = seen.map(({ problems: found }) =>
      found.map(({ line, column, field }) => [line, column, field]),
    );
    expect(lf).toEqual([[expect.any(Number), 1, 'colour']]);
    expect([cr, crlf]).toEqual([lf, lf]);
    expect(await problems(file.replace('colour: red\n', '').replaceAll('\n', '\r'))).toEqual([]);
  });
});

describe('Two acts of one day', () => {
  const agreed =
    drill +
    sessions(`${held}, statements: [${decided('X', 'pk-a', ', support: [cn-b]')}], ${signed('2024-02-01')}`) +
    followUps(
      'on: 2025-01-05, commitment: aa-wg.1.c1, command: ReportCompletion, by: { side: PK, institution: pk-a }, completedOn: 2025-01-05, evidence: [{ reference: L }]',
    );
  const confirm = (side: string) =>
    followUps(`on: 2025-02-01, commitment: aa-wg.1.c1, command: ConfirmCompletion, by: { side: ${side} }`);

  it('by two sides are both taken, also when each side sends its own file', async () => {
    for (const file of [agreed, confirm('PK'), confirm('CN')]) expect(await problems(file)).toEqual([]);
    expect(await ledger.ledger.load(commitment, 'aa-wg.1.c1')).toMatchObject({ implementation: 'completed' });
    expect(await types('CompletionConfirmed')).toHaveLength(1);
  });

  it('are known when their file comes again', async () => {
    for (const file of [agreed, confirm('PK'), confirm('CN')]) await ledger.run(file);
    const before = await ledger.events();
    expect(await ledger.run(confirm('CN'))).toMatchObject({ events: 0, known: 1 });
    expect(await ledger.events()).toEqual(before);
  });
});

describe('A follow-up that was imported before ids said who acted', () => {
  const start = (side: string) =>
    followUps(
      `on: 2024-02-01, commitment: aa-wg.1.c1, command: AssessProgress, by: { side: ${side} }, rating: onTrack`,
    );
  it('is known by its old id, and what the other side did that day is not', async () => {
    await ledger.run(drill + sessions(`${held}, statements: [${decided('X')}]`));
    const commandId = stepIdOf('followUp', 'aa-wg.1.c1', 'AssessProgress', '2024-02-01', 1);
    const actor = { ...recorder, onBehalfOf: { role: 'secretariat', side: 'PK' } } as const;
    const old = Object.assign(new AssessProgress(), { commitmentId: 'aa-wg.1.c1', rating: 'onTrack' });
    await within({ actor, commandId }, () => ledger.commands.execute(old));
    expect(await ledger.run(start('PK'))).toMatchObject({ events: 0, known: 1 });
    expect(await ledger.run(start('CN'))).toMatchObject({ events: 1, known: 0 });
  });
});

describe('An import brings the record to what the file says', () => {
  const scheduled = 'id: aa-wg.1, mode: virtual, plannedOn: 2024-01-10';
  const opened = `${scheduled}, openedOn: 2024-01-10, statements: [${noted('X')}]`;

  it('when a session that an earlier file scheduled has been held', async () => {
    await ledger.run(drill + sessions(scheduled));
    expect(await problems(drill + sessions(opened))).toEqual([]);
    expect(await ledger.ledger.load(session, 'aa-wg.1')).toMatchObject({ phase: 'concluded', lastStatement: 1 });
  });

  it('when the session was scheduled, opened and begun by hand', async () => {
    await ledger.run(drill);
    const at = { sessionId: 'aa-wg.1' };
    await byHand(Object.assign(new ScheduleSession(), at, { mode: 'virtual', plannedOn: '2024-01-10' }));
    await byHand(Object.assign(new OpenSession(), at, { openedOn: '2024-01-10' }));
    await byHand(Object.assign(new NoteMatter(), at, { text: { en: 'X' } }));
    const more = drill + sessions(opened.replace(noted('X'), `${noted('X')}, ${noted('Y')}`));
    expect(await problems(more)).toEqual([]);
    expect(await types('SessionScheduled', 'SessionOpened', 'MatterNoted', 'SessionConcluded')).toEqual(
      'SessionScheduled SessionOpened MatterNoted MatterNoted SessionConcluded'.split(' '),
    );
  });

  it.each([
    ['the way of meeting', (it: string) => it.replace('virtual', 'hybrid'), 'sessions[0].mode'],
    [
      'the planned day',
      (it: string) => it.replace('plannedOn: 2024-01-10', 'plannedOn: 2024-01'),
      'sessions[0].plannedOn',
    ],
    ['the day', (it: string) => it.replace('openedOn: 2024-01-10', 'openedOn: 2024-01-09'), 'sessions[0].openedOn'],
    ['the words of a statement', (it: string) => it.replace('en: X', 'en: Z'), 'sessions[0].statements[0].text.en'],
    ['a verb', (it: string) => it.replace('noted', 'reaffirmed'), 'sessions[0].statements[0].verb'],
  ])('and refuses a contradiction, naming the field that differs: %s', async (_, edited, field) => {
    await ledger.run(drill + sessions(opened));
    const before = await ledger.events();
    expect(await problems(drill + sessions(edited(opened)))).toContainEqual([field, 'ON_RECORD_OTHERWISE']);
    expect(await ledger.events()).toEqual(before);
  });

  it('and lets stand what the file says nothing about', async () => {
    await ledger.run(drill + sessions(`${opened}, venue: Beijing, concludedOn: 2024-01-11`));
    expect(await ledger.run(drill + sessions(opened))).toMatchObject({ problems: [], events: 0 });
  });
});

/** A file of some sessions with unique words in every place where words may stand. */
const files = fc
  .array(
    fc.record({
      statements: fc.integer({ min: 0, max: 3 }),
      isDated: fc.integer({ min: 0, max: 5 }).map((it) => it > 0),
      hasMinutes: fc.boolean(),
      hasAgenda: fc.boolean(),
      hasCoChairs: fc.boolean(),
      followUps: fc.integer({ min: 0, max: 2 }),
      isCorrected: fc.boolean(),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((all) => {
    let n = 0;
    const word = () => `word${(n += 1)}word`;
    const text = () => ({ en: word() });
    const entries = all.map((it, index) => ({
      id: `aa-wg.${index + 1}`,
      mode: 'virtual',
      venue: word(),
      ...(it.isDated && { openedOn: `202${index}-01-10` }),
      ...(it.hasCoChairs && { coChairs: [{ side: 'PK', name: word(), office: word() }] }),
      ...(it.hasAgenda && { agenda: [text()] }),
      ...(it.statements > 0 && {
        statements: Array.from({ length: it.statements }, () => ({
          verb: 'decided',
          text: text(),
          undertakings: [{ kind: 'support', title: text(), condition: word() }],
        })),
      }),
      ...(it.hasMinutes && {
        minutes: {
          versions: [{ on: `202${index}-02-01`, languages: ['en'] }],
          signatures: [{ side: 'PK', on: `202${index}-02-01`, signatory: word() }],
        },
      }),
    }));
    const acts = all.flatMap((it, index) =>
      it.statements === 0
        ? []
        : Array.from({ length: it.followUps }, (_, k) => ({
            on: `203${index}-01-01`,
            commitment: `aa-wg.${index + 1}.c1`,
            command: 'ReportProgress',
            by: { side: k === 0 ? 'PK' : 'CN' },
            narrative: word(),
          })),
    );
    const corrections = all.flatMap((it, index) =>
      it.statements === 0 || !it.isCorrected
        ? []
        : [
            {
              on: `203${index}-03-01`,
              session: `aa-wg.${index + 1}`,
              command: 'CorrectRecord',
              entry: { statement: `aa-wg.${index + 1}.s1` },
              field: 'paragraph',
              new: word(),
              reason: word(),
            },
          ],
    );
    const followUps = [...acts, ...corrections];
    return {
      content: `${drill}${stringify({ sessions: entries })}${followUps.length > 0 ? stringify({ followUps }) : ''}`,
      words: n,
    };
  });

describe('An import without problems', () => {
  it('has every word of the file in the ledger', async () => {
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(files, async ({ content, words }) => {
        const other = await importing(openMemoryEventStore());
        try {
          const { problems: found } = await other.run(content.replaceAll('203', '202'));
          const stored = JSON.stringify((await other.events()).map(({ data }) => data));
          const lost = Array.from({ length: words }, (_, n) => `word${n + 1}word`).filter((it) => !stored.includes(it));
          if (found.length === 0) taken += 1;
          expect(found.length === 0 ? lost : []).toEqual([]);
          expect(found.length > 0 ? stored : '[]').toBe('[]');
        } finally {
          await other.close();
        }
      }),
      { numRuns: 60 },
    );
    expect(taken).toBeGreaterThan(5);
  });
});
