import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CommandIdReused, Refused, StoreUnavailable } from '@jwg/event-sourcing';
import { exitOf, exits, type ErrorKind } from '@jwg/platform';
import { BrokersAway, PublishFailed } from '@jwg/relay';
import { Failure, exitFor, ifItRecords, problemFor } from './failures.js';

const page = readFileSync(join(import.meta.dirname, '../../../docs/reference/exit-codes.md'), 'utf8');

const codes: Readonly<Record<ErrorKind, number>> = {
  busy: 5,
  turnedAway: 5,
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

  it('ends with no code that the page of exit codes does not name, with the kinds that lead to it', () => {
    for (const [kind, code] of Object.entries(exitOf))
      expect(page).toMatch(new RegExp(`^\\| ${code} +\\| .*\\| .*\`${kind}\``, 'm'));
  });

  it('names the code of a refusal and its way out', () => {
    expect(exitFor(new Refused('NOT_OPEN', 'It is closed.'))).toEqual({
      message: 'Refused (NOT_OPEN): It is closed. Reopen it in a session, or record its return.',
      exit: exits.refused,
    });
  });

  it('says no way out twice', () => {
    expect(exitFor(new Refused('COMPLETED', 'It has been completed; reopen it first.')).message).toBe(
      'Refused (COMPLETED): It has been completed; reopen it first.',
    );
  });

  it('says an error as the problem that a server answers with, and the exit code beside it', () => {
    expect(problemFor(new Refused('NOT_OPEN', 'It is closed.'))).toEqual({
      type: 'urn:jwg:problem:refused',
      title: 'Refused by the rules',
      status: 409,
      detail: 'It is closed.',
      code: 'NOT_OPEN',
      wayOut: 'Reopen it in a session, or record its return.',
      exit: exits.refused,
    });
    expect(problemFor(new CommandIdReused('1b4e28ba-2fa1-5ad2-883f-0016d3cca427', 'forum-f'))).toMatchObject({
      type: 'urn:jwg:problem:key-reused',
      wayOut: expect.stringContaining('--command-id'),
    });
    expect(problemFor(new TypeError('a bug'))).toMatchObject({
      status: 500,
      detail: expect.stringContaining('a bug'),
      exit: exits.failed,
    });
  });

  it('says what a server that keeps the ledger said itself', () => {
    const error = new StoreUnavailable('PostgreSQL cannot be reached', { cause: new Error('no database x') });
    expect(exitFor(error)).toEqual({
      message: expect.stringMatching(/^PostgreSQL cannot be reached: no database x\. Try again/),
      exit: exits.noLedger,
    });
  });

  it('speaks of the --command-id only to a command that takes one', () => {
    const away = new StoreUnavailable('KurrentDB at db:2113 cannot be reached; see whether it runs');
    expect(exitFor(away).message).toBe('KurrentDB at db:2113 cannot be reached; see whether it runs. Try again.');
    ifItRecords(true);
    expect(exitFor(away).message).toContain('with the same --command-id nothing is done twice');
    ifItRecords(false);
  });

  it('ends with 5 when no broker answers, and names them', () => {
    const away = new BrokersAway(['kafka-1:9092'], new PublishFailed('Unreachable', 'connect ECONNREFUSED'));
    const wayOut = 'See whether the brokers run and are reached from here, and whether JWG_KAFKA_BROKERS names them.';
    expect(exitFor(away)).toEqual({
      message: `Kafka at kafka-1:9092 cannot be reached: connect ECONNREFUSED. ${wayOut}`,
      exit: exits.noLedger,
    });
    expect(problemFor(away)).toMatchObject({ type: 'urn:jwg:problem:unavailable', wayOut });
  });

  it('shows where an error comes from that nobody named', () => {
    const { message, exit } = exitFor(new TypeError('a bug'));
    expect([message, exit]).toEqual([expect.stringMatching(/a bug\n +at /), exits.failed]);
    expect(exitFor('a text')).toEqual({ message: 'a text', exit: exits.failed });
  });
});
