import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Does the work while no other process does work under the same lock, a file that is there meanwhile.
 *
 * @template T
 * @param {string} lock
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export const alone = async (lock, work) => {
  while (!takeLock(lock)) await sleep(100);
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
};

// The lock names its holder, so that one left by a killed process does not hold for ever.
const takeLock = (lock) => {
  mkdirSync(dirname(lock), { recursive: true });
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  try {
    const holder = Number(readFileSync(lock, 'utf8'));
    if (holder > 0) process.kill(holder, 0); // asks only whether it lives
  } catch (error) {
    if (error.code === 'ESRCH') rmSync(lock, { force: true });
  }
  return false;
};
