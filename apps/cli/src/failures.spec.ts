import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Refused, StoreUnavailable } from '@jwg/event-sourcing';
import type { ErrorKind } from '@jwg/platform';
import { exitOf, exits, Failure, exitFor } from './failures.js';

const page = readFileSync(join(import.meta.dirname, '../../../docs/reference/command-line.md'), 'utf8');

const codes: Readonly<Record<ErrorKind, number>> = {
  busy: 1,
  turnedAway: 1,
  overtaken: 1,
  failed: 1,
  invalid: 2,
  misconfigured: 2,
  tooLarge: 2,
  unauthenticated: 3,
  notAllowed: 3,
  refused: 3,
  stale: 3,
  reused: 3,
  taken: 3,
  notFound: 4,
  unavailable: 5,
  cannotOpen: 5,
  cannotWrite: 5,
  interrupted: 130,
};

describe('The command line', () => {
  it.each(Object.entries(codes))('ends, after an error of the kind %s, with %s', (kind, code) => {
    expect(exitFor(new Failure(kind as ErrorKind, 'It is so.'))).toEqual({ message: 'It is so.', exit: code });
  });

  it('ends with no code that its page does not name', () => {
    for (const code of Object.values(exitOf))
      expect(page).toMatch(new RegExp(`^\\| ${code} +\\||with ${code}\\.`, 'm'));
  });

  it('names the code of a refusal', () => {
    expect(exitFor(new Refused('NOT_OPEN', 'It is closed.'))).toEqual({
      message: 'Refused (NOT_OPEN): It is closed.',
      exit: exits.refused,
    });
  });

  it('says what a server that keeps the ledger said itself', () => {
    const error = new StoreUnavailable('PostgreSQL cannot be reached', { cause: new Error('no database x') });
    expect(exitFor(error)).toEqual({ message: 'PostgreSQL cannot be reached: no database x', exit: exits.noLedger });
  });

  it('shows where an error comes from that nobody named', () => {
    const { message, exit } = exitFor(new TypeError('a bug'));
    expect([message, exit]).toEqual([expect.stringMatching(/a bug\n +at /), exits.failed]);
    expect(exitFor('a text')).toEqual({ message: 'a text', exit: exits.failed });
  });
});
