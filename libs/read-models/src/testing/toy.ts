import type { EventStore, Projection, StoredEvent } from '@jwg/event-sourcing';

/** Toy facts for the specs of rows: balances that move between owners. */
export type ToyEvent =
  | { type: 'Opened'; data: { account: string; owner: string } }
  | { type: 'Paid'; data: { accounts: string[]; amount: number } }
  | { type: 'Handed'; data: { account: string; owner: string } }
  | { type: 'Closed'; data: { account: string } }
  | { type: 'Unheard'; data: object };

export interface Account {
  readonly account: string;
  readonly owner: string;
  readonly balance: number;
  readonly payments: number;
}

export const accounts: Projection<Account, ToyEvent> = {
  name: 'toy_accounts',
  version: 1,
  keys: ({ data }) => ('accounts' in data ? data.accounts : 'account' in data ? [data.account] : []),
  on: {
    Opened: (row, { data }) => row ?? { ...data, balance: 0, payments: 0 },
    Paid: (row, { data }) => row && { ...row, balance: row.balance + data.amount, payments: row.payments + 1 },
    Handed: (row, { data }) => (row && row.owner !== data.owner ? { ...row, owner: data.owner } : row),
    Closed: () => undefined,
  },
  columns: {
    owner: ({ owner }) => owner,
    balance: ({ balance }) => balance,
    rating: ({ payments, balance }) => (payments === 0 ? null : balance / payments),
  },
};

/** The same accounts, with their receipts and their latest amount kept apart from them. */
export interface AccountWithReceipts extends Account {
  readonly receipts: readonly { amount: number; balance: number }[];
  readonly latest?: number;
}

export const accountsWithReceipts: Projection<AccountWithReceipts, ToyEvent, unknown, 'receipts' | 'latest'> = {
  name: 'toy_receipts',
  version: 1,
  keys: accounts.keys,
  on: {
    Opened: (row, { data }) => row ?? { ...data, balance: 0, payments: 0, receipts: [] },
    Paid: (row, { data: { amount } }) => {
      if (!row) return row;
      const balance = row.balance + amount;
      return { ...row, balance, payments: 0, latest: amount, receipts: [...row.receipts, { amount, balance }] };
    },
    Handed: (row, { data }) => (row && row.owner !== data.owner ? { ...row, owner: data.owner } : row),
    Closed: (row) => row && { ...row, owner: 'nobody', latest: undefined },
  },
  apart: { receipts: 'grows', latest: 'replaced' },
  columns: { owner: ({ owner }) => owner },
};

/** The facts as a store returns them, one stream each. */
export const stored = (facts: readonly ToyEvent[], from = 0): StoredEvent<ToyEvent>[] =>
  facts.map((fact, index) => ({
    ...fact,
    id: `00000000-0000-8000-8000-${String(from + index).padStart(12, '0')}`,
    schemaVersion: 1,
    metadata: {},
    recordedAt: '2022-04-20T00:00:00.000Z',
    stream: `toy-${from + index}`,
    revision: 0,
    position: from + index,
    cursor: `bookmark ${from + index}`,
  }));

/** A ledger that is already written. It can only be read; appending to the array extends it. */
export const ledger = (events: readonly StoredEvent[]): Pick<EventStore, 'readAll'> => ({
  async readAll(after, limit) {
    const from = after === undefined ? 0 : events.findIndex(({ cursor }) => cursor === after) + 1;
    return events.slice(from, from + limit);
  },
});
