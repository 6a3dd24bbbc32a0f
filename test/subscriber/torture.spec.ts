import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { kafkaBroker } from '../kafka.js';

const kafka = await kafkaBroker();

// Fifty kills and five minutes without a database is what `npm run subscriber:torture` does; here it is seen that it works.
kafka.describe('A subscriber that is killed, left without its database and robbed of records', () => {
  it('handles nothing twice, misses nothing that was there, and is told of every loss', () => {
    const script = join(import.meta.dirname, '..', '..', 'tools', 'subscriber-torture.ts');
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, '--quick'], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.not.stringContaining('Error') });
    expect(stdout).toContain('nothing twice, nothing missing that was there, every loss told');
  }, 240_000);
});
