import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { session } from '@jwg/domain';
import { openMemoryEventStore } from '@jwg/event-store';
import { importing } from './testing/importing.js';

const sides = 'sides: [{ side: PK, name: { en: Pakistan } }, { side: CN, name: { en: China } }]';
const forums = `
forums:
  - { id: gw, name: { en: Port }, level: workingGroup, ${sides} }
  - { id: sed, name: { en: Economy }, level: workingGroup, ${sides} }
sessions:`;
const sitting = (id: string, number: number) =>
  `\n  - { id: ${id}, mode: virtual, openedOn: 2021-12-30, alsoServes: [sed], numbers: { sed: ${number} } }`;

let ledger: Awaited<ReturnType<typeof importing>>;
beforeEach(async () => {
  ledger = await importing(openMemoryEventStore());
});
afterEach(() => ledger.close());

describe('an import of a sitting that two forums count', () => {
  it('brings its number in each, once', async () => {
    const file = forums + sitting('gw.6', 2);
    expect((await ledger.run(file)).problems).toEqual([]);
    expect(await ledger.ledger.load(session, 'sed.2')).toMatchObject({ phase: 'unknown', givenTo: 'gw.6' });
    expect(await ledger.run(file)).toMatchObject({ problems: [], events: 0 });
  });

  it('is refused whole where a number is taken, or is another one than on record', async () => {
    expect((await ledger.run(forums + sitting('gw.6', 2))).problems).toEqual([]);
    const codes = async (file: string) => (await ledger.run(file)).problems.map(({ code, field }) => [code, field]);
    expect(await codes(forums + sitting('gw.7', 2))).toEqual([['SESSION_EXISTS', 'sessions[0]']]);
    expect(await codes(forums + sitting('gw.6', 3))).toEqual([['ON_RECORD_OTHERWISE', 'sessions[0].numbers.sed']]);
    expect(await ledger.ledger.load(session, 'gw.7')).toMatchObject({ phase: 'unknown' });
    expect((await ledger.ledger.load(session, 'sed.3')).givenTo).toBeUndefined();
  });
});
