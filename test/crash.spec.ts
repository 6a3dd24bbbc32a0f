import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

// Fifty times is what `npm run crash` does; here it is seen that the script works and still finds nothing.
describe('a ledger whose process is killed amid 64 writers', () => {
  it('loses and repeats no event, and its read models equal a fresh fold', () => {
    const script = join(import.meta.dirname, '..', 'tools', 'crash.ts');
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, '--times', '3'], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.not.stringContaining('Error') });
    expect(stdout).toContain('3 times: nothing lost');
  }, 120_000);
});
