import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { commitment } from '@jwg/domain';
import { openMemoryEventStore } from '@jwg/event-store';
import { importing } from './testing/importing.js';

// A committee (jc) and a working group under it (wg), each with one session.
const forum = (id: string, more: string) => `
  - id: ${id}
    name: { en: Forum ${id} }
    ${more}
    sides: [{ side: PK, name: { en: Pakistan } }, { side: CN, name: { en: China } }]
    institutions: [{ id: pk-a, side: PK, name: { en: A } }, { id: cn-b, side: CN, name: { en: B } }]`;
const session = (id: string, day: string, statements: readonly string[], more = '') => `
  - id: ${id}
    mode: virtual
    openedOn: ${day}
    ${more}
    statements:${statements.map((it) => `\n      - ${it}`).join('')}`;
const signed = `minutes:
      versions: [{ on: 2024-03-01, languages: [en] }]
      signatures: [{ side: PK, on: 2024-03-01 }, { side: CN, on: 2024-03-01 }]`;
const record = (...sessions: string[]) =>
  `forums:${forum('jc', 'level: committee')}${forum('wg', 'level: workingGroup\n    parent: jc')}\nsessions:${sessions.join('')}\n`;

const undertakings = (title: string, lead = 'pk-a, cn-b') =>
  `undertakings: [{ kind: studyOrDocument, title: { en: ${title} }, lead: [${lead}] }]`;
const proposed = `{ verb: proposed, speaker: { kind: side, side: PK }, text: { en: P }, ${undertakings('P')} }`;
const agreed = `{ verb: agreed, text: { en: X }, ${undertakings('X')} }`;
const recommended = '{ verb: recommended, text: { en: To the committee. }, toForum: jc, commitments: [wg.1.c1] }';
const below = (statement: string) => session('wg.1', '2024-01-10', [statement, recommended]);
const above = (statement: string, more = '') => session('jc.1', '2024-02-10', [statement], more);

let ledger: Awaited<ReturnType<typeof importing>>;
beforeEach(async () => {
  ledger = await importing(openMemoryEventStore());
});
afterEach(() => ledger.close());

/** The axes of a commitment after the import, whose effects must all have applied. */
const after = async (content: string, id = 'wg.1.c1') => {
  expect((await ledger.run(content)).problems).toEqual([]);
  expect((await ledger.events()).filter(({ type }) => type === 'EffectNotApplied')).toEqual([]);
  const { adoption, implementation, disposition } = await ledger.ledger.load(commitment, id);
  return [adoption, implementation, disposition];
};

describe('an import of a matter that was referred above', () => {
  it('has it adopted and open when the committee accepted it and both sides signed', async () => {
    const accepted = '{ verb: accepted, text: { en: Accepted. }, commitments: [wg.1.c1] }';
    expect(await after(record(below(proposed), above(accepted, signed)))).toEqual(['adopted', 'notStarted', 'open']);
  });
  it.each([proposed, agreed])('has it not adopted when the committee declined it', async (statement) => {
    const declined =
      '{ verb: declined, speaker: { kind: side, side: CN }, text: { en: Declined. }, commitments: [wg.1.c1], reason: No }';
    expect(await after(record(below(statement), above(declined)))).toEqual(['notAdopted', 'notStarted', 'open']);
  });
  it('has it lapsed when the committee let it lapse', async () => {
    const lapsed =
      '{ verb: reviewed, text: { en: X has lapsed. }, commitmentId: wg.1.c1, outcome: lapsed, reason: Term over }';
    expect(await after(record(below(agreed), above(lapsed)))).toEqual(['provisional', 'notStarted', 'lapsed']);
  });
  it('has it adopted when the committee postponed it once and then accepted it', async () => {
    const deferred =
      '{ verb: deferred, text: { en: Later. }, commitmentId: wg.1.c1, outcome: deferred, due: { session: jc.2 } }';
    const accepted = '{ verb: accepted, text: { en: Accepted. }, commitments: [wg.1.c1] }';
    const content = record(below(proposed), above(deferred, signed), session('jc.2', '2024-02-20', [accepted], signed));
    expect(await after(content)).toEqual(['adopted', 'notStarted', 'open']);
    expect((await ledger.ledger.load(commitment, 'wg.1.c1')).due).toBeUndefined();
  });
});

describe('an import of a proposal', () => {
  it('has it superseded by the text that both sides prefer', async () => {
    const decided = `{ verb: decided, text: { en: One draft }, ${undertakings('Joint draft')} }`;
    const gaveWay =
      '{ verb: reviewed, text: { en: It gives way. }, commitmentId: jc.1.c1, outcome: superseded, by: [jc.1.c2] }';
    const content = record(session('jc.1', '2024-01-10', [proposed, decided, gaveWay]));
    expect(await after(content, 'jc.1.c1')).toEqual(['proposed', 'notStarted', 'superseded']);
  });
});

describe('an import of what one side undertakes in a joint text', () => {
  it('has it adopted with the text', async () => {
    const own =
      '{ verb: will, speaker: { kind: side, side: CN }, text: { en: Will provide. }, undertakings: [{ kind: measureByOneSide, title: { en: Experts }, lead: [cn-b] }] }';
    expect(await after(record(session('jc.1', '2024-01-10', [own], signed)), 'jc.1.c1')).toEqual([
      'adopted',
      'notStarted',
      'open',
    ]);
  });
});

describe('an import of a forum with a bloc', () => {
  const withSide = (side: string) => record(above(agreed)).replaceAll('side: PK', `side: ${side}`);

  it.each(['ASEAN', 'EU', 'G77', 'A', 'ABCDEFGHIJK1'])('takes %s as a side', async (side) => {
    expect(await after(withSide(side), 'jc.1.c1')).toEqual(['provisional', 'notStarted', 'open']);
  });
  it.each(['asean', '5P', 'ABCDEFGHIJKLM', 'E-U'])('does not take %s as one', async (side) => {
    expect((await ledger.run(withSide(side))).problems.length).toBeGreaterThan(0);
  });
});
