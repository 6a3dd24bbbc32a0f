import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { WitnessMemory } from './witness-memory.js';

const folder = mkdtempSync(join(tmpdir(), 'jwg-witness-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('The evidence that a witness keeps', () => {
  it('is a file for each refusal, and no more of them once there are a hundred beside its key', async () => {
    const memory = new WitnessMemory(join(folder, 'pk.json'));
    const keep = (second: number) => memory.keep({ second }, new Date(Date.UTC(2026, 0, 1, 0, 0, second)));
    const kept: (string | undefined)[] = [];
    for (let second = 0; second < 102; second += 1) kept.push(await keep(second));
    expect(new Set(kept.slice(0, 100)).size).toBe(100);
    expect(kept.slice(100)).toEqual([undefined, undefined]);
    expect(readdirSync(folder)).toHaveLength(100);
    expect(await new WitnessMemory(join(folder, 'cn.json')).keep({}, new Date())).toContain('cn.evidence-');
  });
});
