import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Registry } from 'prom-client';
import { parse } from 'yaml';
import { measureImports, measureStore } from '@jwg/platform';
import { measureRelay } from '../libs/platform/src/health/measure-relay.js';
import { boot, type Booted } from '../apps/api/src/testing/booted.js';

const file = (name: string) => readFileSync(join(import.meta.dirname, '../deploy/monitoring', name), 'utf8');
const rules = (parse(file('alerts.yaml')) as { groups: { rules: { alert: string; expr: string }[] }[] }).groups.flatMap(
  (group) => group.rules,
);
const panels = (JSON.parse(file('dashboard.json')) as { panels: { title: string; targets: { expr: string }[] }[] })
  .panels;
const queries = [
  ...rules.map(({ alert, expr }) => [alert, expr] as const),
  ...panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [title, expr] as const)),
];

let api: Booted;
let told: string;
beforeAll(async () => {
  api = await boot();
  await api.send({ method: 'GET', url: '/health/live' }); // so that requests have been counted
  const others = new Registry(); // of what an embedded server without brokers does not have
  const status = {
    role: 'active',
    position: 7,
    lag: 0,
    transactions: 1,
    events: 1,
    statuses: 1,
    fencings: 0,
    takeovers: 1,
  };
  measureRelay(() => ({ ...status, errors: { TopicsDiffer: 1 } }) as never, others);
  measureStore({ health: () => ({ server: 'KurrentDB', renewals: 0 }) }, others);
  measureImports({ begun: { begin: async () => {}, end: async () => {}, list: async () => [] } }, others);
  const { text } = await api.send({ method: 'GET', url: '/metrics' });
  told = `${text}\n${await others.metrics()}\nup{job="jwg-ledger"} 1\n`; // Prometheus tells `up` itself
});
afterAll(() => api.close());

describe('What watches the ledger', () => {
  it.each(queries)('%s asks for metrics and labels that there are: %s', (_, query) => {
    const asked = [...query.matchAll(/\b((?:jwg|process|nodejs)_\w+|up(?=\{))(?:\{([^}]*)\})?/g)];
    expect(asked.length).toBeGreaterThan(0);
    for (const [, name, matchers = ''] of asked) {
      const lines = told.split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
      expect([name, lines.length > 0]).toEqual([name, true]);
      const by = /\bby \(([^)]*)\)/.exec(query)?.[1] ?? '';
      for (const label of [...matchers.matchAll(/(\w+)(?:=|!~)/g)]
        .map(([, it]) => it!)
        .concat(by.split(/,\s*/).filter(Boolean)))
        expect([name, label, lines.some((line) => line.includes(`${label}="`))]).toEqual([name, label, true]);
    }
  });

  it('says of every alert what to do', () => {
    for (const rule of rules as { annotations?: { summary?: string; action?: string } }[])
      expect(rule).toMatchObject({ annotations: { summary: expect.any(String), action: expect.any(String) } });
  });
});
