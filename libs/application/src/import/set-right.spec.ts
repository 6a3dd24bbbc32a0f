import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { commitment, idsOf, session } from '@jwg/domain';
import { openMemoryEventStore } from '@jwg/event-store';
import { decided, drill, followUps, sessions, signed } from './testing/drill.js';
import { importing } from './testing/importing.js';

let ledger: Awaited<ReturnType<typeof importing>>;
beforeEach(async () => {
  ledger = await importing(openMemoryEventStore());
});
afterEach(() => ledger.close());

const held = (id: string, day: string, statements: string, more = '') =>
  `id: ${id}, mode: virtual, openedOn: ${day}, statements: [${statements}]${more && `, ${more}`}`;
const one = held('aa-wg.1', '2024-01-10', decided('X'));
const reason = 'reason: A slip';

/** Imports a file, and the same once more, which changes nothing; the events of the first. */
const taken = async (content: string): Promise<readonly { type: string; data: object }[]> => {
  const before = (await ledger.events()).length;
  expect((await ledger.run(content)).problems).toEqual([]);
  const events = (await ledger.events()).slice(before);
  expect(await ledger.run(content)).toMatchObject({ problems: [], events: 0 });
  return events;
};
const problemsOf = async (content: string) =>
  (await ledger.run(content)).problems.map(({ field, code, rule }) => [field, code ?? rule]);
const typesOf = (events: readonly { type: string }[]) => events.map(({ type }) => type);

describe('a file that sets a mistake right', () => {
  it('corrects a statement by its id, with what was undertaken in it', async () => {
    await ledger.run(drill + sessions(one));
    const undertakings =
      'new: [{ commitmentId: aa-wg.1.c1, kind: support, title: { en: X }, lead: [pk-a], due: { date: 2024-12 } }]';
    const file = `${drill}${sessions(one)}${followUps(
      `on: 2024-02-01, session: aa-wg.1, command: CorrectRecord, entry: { statement: aa-wg.1.s1 }, field: undertakings, ${undertakings}, ${reason}`,
    )}`;
    expect(typesOf(await taken(file))).toEqual(['RecordCorrected', 'EntryCorrected']);
    expect((await ledger.ledger.load(commitment, 'aa-wg.1.c1')).due).toEqual({ date: '2024-12' });
  });

  it('corrects a session by the field alone, and does so in the same file that has the mistake', async () => {
    const file = `${drill}${sessions(one)}${followUps(
      `on: 2024-02-01, session: aa-wg.1, command: CorrectRecord, field: openedOn, new: 2024-01-09, ${reason}`,
      `on: 2024-02-01, session: aa-wg.1, command: CorrectRecord, field: venue, new: Lahore, ${reason}`,
    )}`;
    expect(typesOf(await taken(file)).slice(-2)).toEqual(['RecordCorrected', 'RecordCorrected']);
    expect((await ledger.ledger.load(session, 'aa-wg.1')).openedOn).toBe('2024-01-09');
  });

  it('corrects what is in a text that both sides signed when it has the consent of both', async () => {
    const by = (side: string) =>
      `on: 2024-04-01, session: aa-wg.1, command: CorrectRecord, by: { side: ${side} }, entry: { statement: aa-wg.1.s1 }, field: paragraph, new: '7', ${reason}`;
    const minuted = held('aa-wg.1', '2024-01-10', decided('X'), signed('2024-03-01'));
    const only = await taken(drill + sessions(minuted) + followUps(by('PK')));
    expect(typesOf(only).at(-1)).toBe('CorrectionAgreedBySide');
    const both = await taken(drill + sessions(minuted) + followUps(by('PK'), by('CN')));
    expect(typesOf(both)).toEqual(['CorrectionAgreedBySide', 'RecordCorrected']);
  });

  it('corrects the day of a signature, and annuls one', async () => {
    const minuted = held('aa-wg.1', '2024-01-10', decided('X'), signed('2024-03-01'));
    const file = `${drill}${sessions(minuted)}${followUps(
      `on: 2024-04-01, session: aa-wg.1, command: CorrectRecord, entry: { signature: PK }, field: on, new: 2024-03-02, ${reason}`,
      `on: 2024-04-02, session: aa-wg.1, command: AnnulRecord, entry: { signature: CN, version: 1 }, ${reason}`,
    )}`;
    expect(await taken(file)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ type: 'RecordCorrected', data: expect.objectContaining({ field: 'signedOn' }) }),
        expect.objectContaining({ type: 'SignatureAnnulled', data: expect.objectContaining({ side: 'CN' }) }),
        expect.objectContaining({ type: 'MinutesEffectTakenBack' }),
      ]),
    );
    expect(await ledger.ledger.load(commitment, 'aa-wg.1.c1')).toMatchObject({ adoption: 'provisional' });
  });

  it('annuls a statement, and what it brought up', async () => {
    const file = `${drill}${sessions(one)}${followUps(
      `on: 2024-02-01, session: aa-wg.1, command: AnnulRecord, entry: { statement: aa-wg.1.s1 }, ${reason}`,
    )}`;
    expect(typesOf(await taken(file)).slice(-2)).toEqual(['RecordAnnulled', 'CommitmentNotAdopted']);
  });

  it('annuls words and sources that were added', async () => {
    const more = one.replace(
      'text: { en: X }',
      'text: { en: X, zh: 别 }, furtherSources: [{ kind: press, reference: P }]',
    );
    await ledger.run(drill + sessions(one));
    const annul = (what: string) =>
      `on: 2024-02-01, session: aa-wg.1, command: AnnulRecord, entry: { statement: aa-wg.1.s1, ${what} }, ${reason}`;
    const file = drill + sessions(more) + followUps(annul('language: zh'), annul('source: P'));
    expect(typesOf(await taken(file)).slice(-2)).toEqual(['AdditionAnnulled', 'AdditionAnnulled']);
  });

  it('moves statements to the session in which they were made, and annuls the other', async () => {
    const file = `${drill}${sessions(one, held('aa-wg.2', '2024-02-10', '{ verb: noted, text: { en: N } }'))}${followUps(
      `on: 2024-03-01, session: aa-wg.1, command: MoveStatements, to: aa-wg.2, ${reason}`,
      `on: 2024-03-02, session: aa-wg.1, command: AnnulSession, ${reason}`,
    )}`;
    expect(typesOf(await taken(file))).toContain('EffectMoved');
    expect(await ledger.ledger.load(session, 'aa-wg.1')).toMatchObject({ phase: 'unknown' });
    expect(idsOf((await ledger.ledger.load(session, 'aa-wg.2')).statements)).toEqual(['aa-wg.2.s1', 'aa-wg.2.s2']);
  });

  it('corrects and withdraws entries of a commitment by their type and day', async () => {
    const report = (day: string, side: string, institution: string, percent: number) =>
      `on: ${day}, commitment: aa-wg.1.c1, command: ReportProgress, by: { side: ${side}, institution: ${institution} }, narrative: n, percent: ${percent}`;
    const file = `${drill}${sessions(held('aa-wg.1', '2024-01-10', decided('X', 'pk-a, cn-b')))}${followUps(
      report('2024-02-01', 'PK', 'pk-a', 4),
      report('2024-02-02', 'CN', 'cn-b', 90),
      `on: 2024-03-01, commitment: aa-wg.1.c1, command: CorrectEntry, by: { side: PK, institution: pk-a }, entry: { type: ProgressReported, on: 2024-02-01 }, field: percent, new: 40, ${reason}`,
      `on: 2024-03-01, commitment: aa-wg.1.c1, command: WithdrawEntry, by: { side: CN }, entry: { type: ProgressReported, by: { side: CN, institution: cn-b } }, ${reason}`,
    )}`;
    expect((await taken(file)).slice(-2)).toMatchObject([
      { type: 'EntryCorrected', data: { field: 'percent', old: 4, new: 40 } },
      { type: 'EntryWithdrawn', data: { entry: 'ProgressReported' } },
    ]);
  });

  it('corrects the names of forums and institutions', async () => {
    const correct = (what: string, name: string) =>
      `on: 2024-02-01, forum: aa-wg, command: CorrectForum, ${what}field: name, new: { en: ${name} }, ${reason}`;
    const file = drill + followUps(correct('', 'Group'), correct('entry: { institution: pk-a }, ', 'Ministry'));
    expect((await taken(file)).slice(-2)).toMatchObject([
      { type: 'ForumCorrected', data: { new: { en: 'Group' } } },
      { type: 'ForumCorrected', data: { institution: 'pk-a', new: { en: 'Ministry' } } },
    ]);
  });

  it('tells that a session was postponed, cancelled, and reinstated, though it was planned for a later day', async () => {
    const act = (on: string, command: string) => `on: ${on}, session: aa-wg.1, command: ${command}, ${reason}`;
    const file = `${drill}${sessions('id: aa-wg.1, mode: virtual, plannedOn: 2024-06-01')}${followUps(
      act('2024-03-01', 'PostponeSession'),
      act('2024-03-02', 'CancelSession'),
      act('2024-03-03', 'ReinstateSession'),
    )}`;
    expect(typesOf(await taken(file)).slice(-4)).toEqual([
      'SessionScheduled',
      'SessionPostponed',
      'SessionCancelled',
      'SessionReinstated',
    ]);
  });
});

describe('an entry that a file names', () => {
  const naming = (entry: string) =>
    `${drill}${sessions(one)}${followUps(`on: 2024-02-01, session: aa-wg.1, command: AnnulRecord${entry}, ${reason}`)}`;

  it.each([
    ['', [['followUps[0].entry', 'is required']]],
    [', entry: { statement: aa-wg.1.s9 }', [['followUps[0].entry', 'UNKNOWN_ENTRY']]],
    [', entry: { signature: PK }', [['followUps[0].entry', 'UNKNOWN_ENTRY']]],
    [', entry: { said: aa-wg.1.s1 }', [['followUps[0].entry.said', expect.stringMatching(/^is not a field here/)]]],
  ])('has to be in the record: %j', async (entry, problems) =>
    expect(await problemsOf(naming(entry))).toEqual(problems),
  );
  it('has to be one', async () => {
    const report = 'on: 2024-02-01, commitment: aa-wg.1.c1, command: ReportProgress, by: { side: PK }, narrative: n';
    const file = `${drill}${sessions(one)}${followUps(
      report,
      report.replace('02-01', '02-02'),
      `on: 2024-03-01, commitment: aa-wg.1.c1, command: WithdrawEntry, by: { side: PK }, entry: { type: ProgressReported }, ${reason}`,
    )}`;
    expect(await problemsOf(file)).toEqual([
      ['followUps[2].entry', expect.stringMatching(/^names 2 entries of aa-wg.1.c1: ProgressReported/)],
    ]);
  });
  it('is named only where a command sets an entry right, and what it is about fits the command', async () => {
    const file = `${drill}${sessions(one)}${followUps(
      `on: 2024-02-01, session: aa-wg.1, command: AnnulSession, entry: { statement: aa-wg.1.s1 }, ${reason}`,
      `on: 2024-02-01, commitment: aa-wg.1.c1, command: AnnulSession, ${reason}`,
    )}`;
    expect(await problemsOf(file)).toEqual([
      ['followUps[0].entry', expect.stringMatching(/^is not a field here/)],
      ['followUps[1].session', 'is required: AnnulSession is about a session'],
    ]);
  });
});

describe('a file with an entry that was set aside since', () => {
  const minuted = (day = '2024-03-01') =>
    drill +
    sessions(
      held('aa-wg.1', '2024-01-10', decided('X'), signed('2024-03-01').replace('CN, on: 2024-03-01', `CN, on: ${day}`)),
    );
  const annulled = (what: string) =>
    minuted() + followUps(`on: 2024-04-01, session: aa-wg.1, command: AnnulRecord, entry: { ${what} }, ${reason}`);

  it('is refused, for it says what the record does not have any more', async () => {
    await ledger.run(annulled('signature: CN'));
    expect(await problemsOf(minuted())).toEqual([['sessions[0].minutes.signatures[1]', 'SET_ASIDE']]);
  });
  it('is taken where it has another signature instead', async () => {
    await ledger.run(annulled('signature: CN'));
    expect(typesOf(await taken(minuted('2024-05-01')))).toEqual([
      'MinutesSignedBySide',
      'MinutesEnteredIntoEffect',
      'CommitmentAdopted',
    ]);
  });
  it('is refused for a session that was annulled, once', async () => {
    const file = drill + sessions('id: aa-wg.1, mode: virtual, openedOn: 2024-01-10');
    await ledger.run(file + followUps(`on: 2024-04-01, session: aa-wg.1, command: AnnulSession, ${reason}`));
    expect(await problemsOf(file)).toEqual([['sessions[0]', 'SET_ASIDE']]);
  });
});
