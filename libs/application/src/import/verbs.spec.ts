import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { isStatement } from '@jwg/domain';
import { openMemoryEventStore } from '@jwg/event-store';
import { within } from '@jwg/platform';
import { v4 } from 'uuid';
import { CommendOutcome, OpenSession } from '../index.js';
import { drill, sessions } from './testing/drill.js';
import { importing } from './testing/importing.js';

let ledger: Awaited<ReturnType<typeof importing>>;
beforeEach(async () => {
  ledger = await importing(openMemoryEventStore());
});
afterEach(() => ledger.close());

const byHand = (command: object) =>
  within({ actor: { id: 'recorder', role: 'recorder' }, commandId: v4() }, () =>
    ledger.commands.execute(command as never),
  );
const held = (...statements: readonly string[]) => inForum('aa-jc', ...statements);
const inForum = (forum: string, ...statements: readonly string[]) =>
  drill + sessions(`id: ${forum}.1, mode: virtual, openedOn: 2024-01-10, statements: [${statements.join(', ')}]`);
const saidOf = async () =>
  (await ledger.events()).flatMap((it) => (isStatement(it) ? [[it.type, it.data.verb, it.data] as const] : []));

describe('The verb of a statement in a file', () => {
  it('is stored as the minutes have it, with its language, and makes the statement that it means', async () => {
    const file = held(
      '{ verb: reviewed, text: { en: Both sides reviewed progress. } }',
      '{ verb: Warmly welcomed, text: { en: The letter was welcomed. } }',
      '{ verb: emphasised, text: { en: Security was emphasised. } }',
      '{ verb: were briefed, text: { en: The committee was briefed. } }',
      '{ verb: 重申, text: { zh: 双方重申。 } }',
    );
    expect(await ledger.run(file)).toMatchObject({ problems: [], warnings: [] });
    expect((await saidOf()).map(([type, verb]) => [type, verb])).toEqual([
      ['MatterNoted', { word: 'reviewed', language: 'en' }],
      ['OutcomeCommended', { word: 'Warmly welcomed', language: 'en' }],
      ['PositionReaffirmed', { word: 'emphasised', language: 'en' }],
      ['MatterNoted', { word: 'were briefed', language: 'en' }],
      ['PositionReaffirmed', { word: '重申', language: 'zh' }],
    ]);
  });

  it('is taken for a recommendation to the parent where a working group endorses', async () => {
    expect(await ledger.run(inForum('aa-wg', '{ verb: endorsed, text: { en: Endorsed. } }'))).toMatchObject({
      problems: [],
    });
    const [[type, , data]] = (await saidOf()) as [Awaited<ReturnType<typeof saidOf>>[number]];
    expect([type, data]).toEqual(['RecommendationMade', expect.objectContaining({ toForum: 'aa-jc' })]);
  });

  it('asks the highest forum what it endorsed', async () => {
    const { problems } = await ledger.run(held('{ verb: endorsed, text: { en: The plan was endorsed. } }'));
    expect(problems).toEqual([
      expect.objectContaining({
        field: 'sessions[0].statements[0].undertakings',
        rule: 'is required',
        wayOut: expect.stringMatching(/“endorsed” needs.*`commitments` or `undertakings`/),
      }),
    ]);
  });

  it('is answered with the nearest three and what each would do where nobody knows it', async () => {
    const { problems } = await ledger.run(held('{ verb: apreciated, text: { en: x } }'));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({
      field: 'sessions[0].statements[0].verb',
      code: 'UNKNOWN_VERB',
      rule: expect.stringMatching(
        /^is no known verb\. The nearest are appreciated \(appreciates; nothing follows\); .*; .*\.$/,
      ),
      wayOut: expect.stringContaining('AddVerb'),
    });
  });

  it('may be one that the forum added, in this file or before', async () => {
    const taught = drill.replace(
      'id: aa-jc\n',
      'id: aa-jc\n    verbs: [{ word: würdigten, language: de, like: praised }]\n',
    );
    const said = (n: number) =>
      `id: aa-jc.${n}, mode: virtual, openedOn: 2024-01-1${n}, statements: [{ verb: würdigten, text: { de: X } }]`;
    expect(await ledger.run(taught + sessions(said(1)))).toMatchObject({ problems: [] });
    expect(await ledger.run(taught + sessions(said(1)))).toMatchObject({ problems: [], events: 0 });
    expect(await ledger.run(sessions(said(2)))).toMatchObject({ problems: [] });
    expect((await saidOf()).map(([type, verb]) => [type, verb])).toEqual([
      ['OutcomeCommended', { word: 'würdigten', language: 'de' }],
      ['OutcomeCommended', { word: 'würdigten', language: 'de' }],
    ]);
  });

  it('contradicts nothing where an earlier record has only the kind', async () => {
    const file = held('{ verb: welcomed, text: { en: Welcomed. } }');
    await ledger.run(file.replace(/, statements: .*\]/, '').replace(' openedOn', ' plannedOn'));
    await byHand(Object.assign(new OpenSession(), { sessionId: 'aa-jc.1', openedOn: '2024-01-10' }));
    await byHand(Object.assign(new CommendOutcome(), { sessionId: 'aa-jc.1', text: { en: 'Welcomed.' } }));
    expect(await ledger.run(file)).toMatchObject({ problems: [] });
    expect((await saidOf()).map(([, verb]) => verb)).toEqual([undefined]);
  });
});
