import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { commitment } from '@jwg/domain';
import { openMemoryEventStore } from '@jwg/event-store';
import { drill, followUps, sessions, signed } from './testing/drill.js';
import { importing } from './testing/importing.js';

let ledger: Awaited<ReturnType<typeof importing>>;
beforeEach(async () => {
  ledger = await importing(openMemoryEventStore());
});
afterEach(() => ledger.close());

const reported = (id: string) =>
  followUps(
    `on: 2023-06-01, commitment: ${id}, command: ReportCompletion, by: { side: PK, institution: pk-a }, completedOn: 2023-06-01, evidence: [{ reference: L }]`,
  );
const confirmed = (id: string) =>
  `statements: [{ verb: reviewed, text: { en: It is done. }, commitmentId: ${id}, outcome: completionConfirmed }]`;
const decided =
  'statements: [{ verb: decided, text: { en: X }, undertakings: [{ kind: studyOrDocument, title: { en: X }, lead: [pk-a, cn-b] }] }]';
const first = `id: aa-jc.1, mode: virtual, openedOn: 2022-10-27, ${decided}`;
const unsigned = `id: aa-jc.2, mode: virtual, openedOn: 2023-07-11, ${confirmed('aa-jc.1.c1')}`;
const second = `${unsigned}, ${signed('2023-10-14')}`;

describe('A completion that a session confirms before it can apply', () => {
  it('is applied when the minutes of the earlier session are signed at last', async () => {
    const file = drill + sessions(`${first}, ${signed('2023-07-31')}`, second) + reported('aa-jc.1.c1');
    expect(await ledger.run(file)).toMatchObject({ problems: [], warnings: [] });
    expect(await ledger.ledger.load(commitment, 'aa-jc.1.c1')).toMatchObject({
      adoption: 'adopted',
      implementation: 'completed',
    });
    const confirmation = (await ledger.events()).find(({ type }) => type === 'CompletionConfirmed')!;
    expect(confirmation.data).toEqual({ by: 'forum', statement: 'aa-jc.2.s1', waited: true });
    expect(confirmation.metadata.occurredAt.value).toBe('2023-07-31');
  });

  it('waits, and says for what, while they are not signed', async () => {
    const answer = await ledger.run(drill + sessions(first, unsigned) + reported('aa-jc.1.c1'));
    expect(answer.warnings.map(({ code, rule }) => [code, rule])).toEqual([
      ['OUTCOME_WAITS', 'waits on aa-jc.1.c1 until it has the signatures of both sides.'],
    ]);
    expect(await ledger.ledger.load(commitment, 'aa-jc.1.c1')).toMatchObject({
      adoption: 'provisional',
      implementation: 'reportedComplete',
      waiting: { statement: 'aa-jc.2.s1', outcome: 'completionConfirmed' },
    });
  });

  it('is applied to a legacy commitment by the signatures under that very text', async () => {
    const legacy =
      "legacyCommitments: [{ id: aa-jc.0.c1, since: '2020', kind: instrument, title: { en: L }, lead: [pk-a, cn-b] }]\n";
    const held = `id: aa-jc.1, mode: virtual, openedOn: 2024-01-10, ${confirmed('aa-jc.0.c1')}, ${signed('2024-02-01')}`;
    expect(await ledger.run(drill + legacy + sessions(held) + reported('aa-jc.0.c1'))).toMatchObject({
      problems: [],
      warnings: [],
    });
    expect(await ledger.ledger.load(commitment, 'aa-jc.0.c1')).toMatchObject({ implementation: 'completed' });
  });
});
