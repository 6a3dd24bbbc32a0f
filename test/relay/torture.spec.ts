import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { kafkaBroker } from '../kafka.js';

const kafka = await kafkaBroker();

// 200,000 events and fifty kills is what `npm run relay:torture` does; here it is seen that it works and finds nothing.
kafka.describe('Relays that are killed, frozen and left without a broker', () => {
  it('publish each event once and in order', () => {
    const script = join(import.meta.dirname, '..', '..', 'tools', 'relay-torture.ts');
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, '--quick'], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.not.stringContaining('Error') });
    expect(stdout).toContain('each published event once, unchanged, in order of its stream');
  }, 240_000);
});
