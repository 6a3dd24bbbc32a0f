import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

// Two hundred times is what `npm run notary:torture` does; here it is seen that the script works and still finds nothing.
describe('a notary that is killed while it signs', () => {
  it('has signed nothing that contradicts what it had served, and lost none of it', () => {
    const script = join(import.meta.dirname, '..', 'tools', 'notary-torture.ts');
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, '--kills', '5'], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.not.stringContaining('Error') });
    expect(stdout).toMatch(/5 kills, \d+ checkpoints served: none contradicts another, and none was lost/);
  }, 120_000);
});
