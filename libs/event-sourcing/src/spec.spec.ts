import { describe, expect, it } from '@jest/globals';
import type { Decider } from './decider.js';
import type { StoredEvent } from './event.js';
import type { Projection } from './projection.js';
import { Refused } from './refused.js';
import { given } from './spec.js';

type Paid = { type: 'Paid'; data: { account: string; amount: number } };
type Closed = { type: 'Closed'; data: { account: string } };
type Event = Paid | Closed;

const fails = (sentence: () => void) => expect(sentence).toThrow(expect.objectContaining({ name: 'AssertionError' }));

describe('given a decider', () => {
  const account: Decider<number, { type: 'Pay'; data: { amount: number } }, Paid, undefined> = {
    category: 'account',
    initial: 0,
    decide({ data: { amount } }, paid) {
      if (amount < 0) throw new Refused('NEGATIVE', 'Nobody pays less than nothing.');
      return amount === paid ? [] : [{ type: 'Paid', data: { account: 'a', amount } }];
    },
    evolve: (_, { data }) => data.amount,
  };
  const five: Paid = { type: 'Paid', data: { account: 'a', amount: 5 } };
  const pay = (amount: number) => given(account, five).when({ type: 'Pay', data: { amount } }, undefined);

  it('then() holds for exactly the events that the command led to', () => {
    pay(6).then({ type: 'Paid', data: { account: 'a', amount: 6 } });
    fails(() => pay(6).then());
    fails(() => pay(6).then(five));
    fails(() => pay(-1).then());
  });

  it('thenNothing() holds when the command led to no event and was not refused', () => {
    pay(5).thenNothing();
    fails(() => pay(6).thenNothing());
    fails(() => pay(-1).thenNothing());
  });

  it('thenRefused() holds for a refusal with that code', () => {
    pay(-1).thenRefused('NEGATIVE');
    fails(() => pay(-1).thenRefused('OTHER'));
    fails(() => pay(5).thenRefused('NEGATIVE'));
  });
});

describe('given a projection', () => {
  const balances: Projection<{ account: string; balance: number; note?: string }, Event> = {
    name: 'balances',
    version: 1,
    keys: ({ data }) => [data.account],
    on: {
      Paid: (row, { data: { account, amount } }) =>
        amount === 0
          ? row
          : { account, balance: (row?.balance ?? 0) + amount, note: amount > 100 ? 'Much' : undefined },
      Closed: () => undefined,
    },
    columns: {},
  };
  const stored = (fact: Event): StoredEvent<Event> => ({
    ...fact,
    id: '1',
    schemaVersion: 1,
    metadata: {},
    recordedAt: '2022-04-20T00:00:00.000Z',
    stream: 'account-a',
    revision: 0,
    position: 0,
    cursor: '0',
  });
  const paid = (amount: number, account = 'a') => stored({ type: 'Paid', data: { account, amount } });
  const closed = stored({ type: 'Closed', data: { account: 'a' } });

  it('then() holds for exactly the rows that the event changed, as they stand afterwards', () => {
    given(balances, paid(1))
      .when(paid(2))
      .then({ a: { account: 'a', balance: 3 } });
    given(balances, paid(1))
      .when(paid(2, 'b'))
      .then({ b: { account: 'b', balance: 2 } });
    given(balances, paid(1), closed)
      .when(paid(2))
      .then({ a: { account: 'a', balance: 2 } });
    given(balances, paid(1)).when(closed).then({ a: undefined });
    fails(() => given(balances, paid(1)).when(paid(2)).then({}));
    fails(() => given(balances, paid(1)).when(paid(2)).then({ a: undefined }));
    fails(() =>
      given(balances, paid(1))
        .when(paid(2))
        .then({ a: { account: 'a', balance: 2 } }),
    );
    fails(() =>
      given(balances)
        .when(paid(2))
        .then({ b: { account: 'a', balance: 2 } }),
    );
  });

  it('thenChanged() holds when the named fields changed, and no others', () => {
    given(balances, paid(1))
      .when(paid(2))
      .thenChanged({ a: { balance: 3 } });
    given(balances, paid(200))
      .when(paid(2))
      .thenChanged({ a: { balance: 202, note: undefined } });
    fails(() =>
      given(balances, paid(200))
        .when(paid(2))
        .thenChanged({ a: { balance: 202 } }),
    );
    fails(() => given(balances, paid(1)).when(paid(2)).thenChanged({ a: {} }));
  });

  it('thenNothing() holds when the event changed no row', () => {
    given(balances, paid(1)).when(paid(0)).thenNothing();
    given(balances).when(closed).thenNothing();
    fails(() => given(balances).when(paid(1)).thenNothing());
    fails(() => given(balances, paid(1)).when(closed).thenNothing());
  });
});
