import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openMemoryEventStore } from '@jwg/event-store';
import { importing } from './testing/importing.js';

const record = (words: string, more = '') => `
source: { kind: press, reference: A newspaper }
forums:
  - id: jc
    name: { en: Committee }
    level: committee
    sides: [{ side: PK, name: { en: Pakistan } }, { side: CN, name: { en: China } }]
sessions:
  - id: jc.1
    mode: virtual
    openedOn: 2024-01-10
    statements:
      - { verb: noted, text: ${words}${more} }
    minutes:
      versions: [{ on: 2024-03-01, languages: [en] }]
      signatures: [{ side: PK, on: 2024-03-01 }, { side: CN, on: 2024-03-01 }]
`;
const another = ', furtherSources: [{ kind: press, reference: Another newspaper, differs: It was in Lahore }]';

let ledger: Awaited<ReturnType<typeof importing>>;
beforeEach(async () => {
  ledger = await importing(openMemoryEventStore());
});
afterEach(() => ledger.close());

const added = async () => (await ledger.events()).filter(({ type }) => /^(TextAdded|SourceAdded)$/.test(type));

describe('an import', () => {
  it('adds the words of a statement in a further language, also after both sides signed, and does so once', async () => {
    expect((await ledger.run(record('{ en: Rain }'))).problems).toEqual([]);
    const again = await ledger.run(record('{ en: Rain, zh: 雨 }'));
    expect([again.problems, again.events]).toEqual([[], 1]);
    expect(await added()).toMatchObject([{ data: { statementId: 'jc.1.s1', text: { zh: '雨' } } }]);
    expect(await ledger.run(record('{ en: Rain, zh: 雨 }'))).toMatchObject({ problems: [], events: 0 });
    expect(await ledger.run(record('{ en: Rain, ur: بارش, zh: 雨 }'))).toMatchObject({ problems: [], events: 1 });
    expect(await added()).toHaveLength(2);
  });

  it('adds nothing where all languages come at once', async () => {
    expect(await ledger.run(record('{ en: Rain, zh: 雨 }'))).toMatchObject({ problems: [], known: 0 });
    expect(await added()).toEqual([]);
  });

  it('refuses other words in a language that is there, at their place', async () => {
    await ledger.run(record('{ en: Rain }'));
    const { problems } = await ledger.run(record('{ en: Snow, zh: 雪 }'));
    expect(problems.map(({ field, code }) => [field, code])).toEqual([
      ['sessions[0].statements[0].text.en', 'ON_RECORD_OTHERWISE'],
    ]);
    expect(await added()).toEqual([]);
  });

  it('adds further sources, side by side with what they contradict', async () => {
    await ledger.run(record('{ en: Rain }'));
    expect(await ledger.run(record('{ en: Rain }', another))).toMatchObject({ problems: [], events: 1 });
    expect(await added()).toMatchObject([
      { data: { source: { kind: 'press', reference: 'Another newspaper' }, differs: 'It was in Lahore' } },
    ]);
    expect(await ledger.run(record('{ en: Rain }', another))).toMatchObject({ problems: [], events: 0 });
  });
});
