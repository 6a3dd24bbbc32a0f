import { describe, expect, it } from '@jest/globals';
import { given } from '@jwg/event-sourcing/spec';
import { innerSide, internally } from '../internal.js';
import { auditor, context, sample, samples, stored } from '../samples.js';
import { initial as noForum } from '../forum/state.js';
import { describeRoles } from '../testing/roles.js';
import { MOST_READS_A_DAY, reads, readsId } from './decide.js';

const data = samples.LedgerRead;
const command = { type: 'RecordRead', data } as const;
const entry = (place: number, changes: Partial<typeof data> = {}, id = auditor.id) =>
  stored(sample('LedgerRead', changes), `reads-${readsId('cpec-jwg-st', '2026-01-01')}`, place, {
    actor: { id, role: 'auditor' },
    visibility: 'sideInternal',
  });
const after = (...history: ReturnType<typeof entry>[]) => context(auditor, { history });

describe('A read of the ledger', () => {
  it('is recorded', () => given(reads).when(command, after()).then(sample('LedgerRead')));

  it('is recorded once a day, where who, what, position and purpose are the same', () => {
    given(reads)
      .when(command, after(entry(0)))
      .thenNothing();
    for (const changes of [{ position: 47 }, { purpose: 'Another one' }, { of: 'CN' }, { after: 3 }])
      given(reads)
        .when({ ...command, data: { ...data, ...changes } }, after(entry(0)))
        .then(sample('LedgerRead', changes));
    given(reads)
      .when(command, after(entry(0, {}, 'another')))
      .then(sample('LedgerRead'));
  });

  it('is refused to a reader who had as many on that day as are recorded, and not to others', () => {
    const many = Array.from({ length: MOST_READS_A_DAY }, (_, n) => entry(n, { position: n + 100 }));
    given(reads)
      .when(command, after(...many))
      .thenRefused('TOO_MANY_READS');
    given(reads)
      .when(command, after(...many.slice(1), entry(1, {}, 'another')))
      .then(sample('LedgerRead'));
  });

  it('is of a forum that is there, or of the whole ledger', () => {
    given(reads)
      .when(command, context(auditor, { forum: noForum }))
      .thenRefused('UNKNOWN_FORUM');
    const whole = { what: 'export', format: 'csv', position: 3 } as const;
    given(reads)
      .when({ ...command, data: whole }, context(auditor, { forum: noForum }))
      .then({ type: 'LedgerRead', data: whole });
    expect(readsId(undefined, '2026-01-01')).toBe('_ledger.2026-01-01');
  });

  it('belongs to no side, so that it is in no side’s feed', () => {
    given(internally(reads)).when(command, after()).then(sample('LedgerRead'));
    expect(innerSide(entry(0))).toBe('');
  });

  describeRoles(reads, { RecordRead: { data, may: ['auditor', 'policy'] } });
});
