import { describe, expect, it } from '@jest/globals';
import { Registry } from 'prom-client';
import { measureProcess } from './measure-process.js';

describe('The metrics of a process', () => {
  it('have names that Prometheus takes: a counter ends in _total, and nothing else does', async () => {
    const registry = new Registry();
    measureProcess(registry);
    const metrics = await registry.getMetricsAsJSON();
    expect(metrics.map(({ name }) => name)).toContain('process_resident_memory_bytes');
    const isCounter = (type: unknown) => String(type) === 'counter';
    const wrong = metrics.filter(({ name, type }) => isCounter(type) !== name.endsWith('_total'));
    expect(wrong.map(({ name, type }) => `${name} is a ${String(type)}`)).toEqual([]);
  });
});
