import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { session } from '@jwg/domain';
import { openMemoryEventStore } from '@jwg/event-store';
import { importing } from './testing/importing.js';

const record = (day: string) => `
forums:
  - id: jc
    name: { en: Committee }
    level: committee
    sides: [{ side: PK, name: { en: Pakistan } }, { side: CN, name: { en: China } }]
sessions:
  - id: jc.1
    mode: virtual
    ${day}
    statements:
      - { verb: noted, text: { en: Rain } }
    minutes:
      versions: [{ on: 2024-03-01, languages: [en] }]
`;

let ledger: Awaited<ReturnType<typeof importing>>;
beforeEach(async () => {
  ledger = await importing(openMemoryEventStore());
});
afterEach(() => ledger.close());

describe('an import', () => {
  it('brings the day of a session that was known only by its minutes, once', async () => {
    expect((await ledger.run(record(''))).problems).toEqual([]);
    const dated = record('openedOn: 2024-02-10');
    expect(await ledger.run(dated)).toMatchObject({ problems: [], events: 2 });
    expect(await ledger.ledger.load(session, 'jc.1')).toMatchObject({
      phase: 'concluded',
      openedOn: '2024-02-10',
      concludedOn: '2024-02-10',
    });
    expect(await ledger.run(dated)).toMatchObject({ problems: [], events: 0 });
    expect(await ledger.run(record(''))).toMatchObject({ problems: [], events: 0 });
  });
});
