import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { FollowerChange } from '@jwg/event-sourcing';
import { logFollower } from './log-follower.js';
import { StructuredLogger } from './structured-logger.js';

/** The content of the log afterwards. */
const logged = (change: Pick<FollowerChange, 'from' | 'to' | 'error' | 'detail'>): Record<string, unknown> => {
  const lines: string[] = [];
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
  logFollower({ name: 'silence', position: 12, ...change });
  write.mockRestore();
  expect(lines).toHaveLength(1);
  return JSON.parse(lines[0]!) as Record<string, unknown>;
};

describe('The log of a follower', () => {
  beforeEach(() => Logger.overrideLogger(new StructuredLogger({ json: true })));
  afterEach(() => Logger.overrideLogger(true));

  it('warns of a failure with its place and the kind of the error, but never with its message', () => {
    const error = new TypeError('She said: no', {
      cause: Object.assign(new Error('of password'), { code: 'ETIMEDOUT' }),
    });
    const line = logged({ from: 'running', to: 'failing', error });
    expect(line).toMatchObject({
      level: 'warn',
      context: 'Followers',
      message: 'silence fails after position 12: TypeError < Error ETIMEDOUT',
      follower: 'silence',
      position: 12,
      error: 'TypeError < Error ETIMEDOUT',
    });
    expect(JSON.stringify(line)).not.toMatch(/said|password/);
  });

  it('says why, where that is a sentence for everybody', () => {
    const change = {
      from: 'running',
      to: 'failing',
      error: new Error('Event x of y'),
      detail: 'a topic was lost',
    } as const;
    expect(logged(change)).toMatchObject({
      level: 'warn',
      message: 'silence fails after position 12: a topic was lost (Error)',
    });
  });

  it.each([
    ['failing', 'running', 'silence fails no more, and works at position 12'],
    ['failing', 'standby', 'silence fails no more, and stands by at position 12'],
    ['standby', 'running', 'silence: took the lease at position 12'],
    ['running', 'standby', 'silence: lost the lease at position 12'],
  ] as const)('says that it was %s and now is %s', (from, to, message) => {
    expect(logged({ from, to })).toMatchObject({ level: 'log', message, follower: 'silence', position: 12 });
  });
});
