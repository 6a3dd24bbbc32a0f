import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { kindOf, Refused, StoreUnavailable } from '@jwg/event-sourcing';
import { LedgerError, type ErrorKind } from '@jwg/platform';
import { errors } from '../testing/responses.js';
import { documentFile } from '../openapi/documents.js';
import { problemTypes, uriOf, type ProblemType } from '@jwg/platform';
import { problemOf } from './problem.js';

const page = readFileSync(join(documentFile, '../problems.md'), 'utf8');
const sections = page.split(/^## /m).slice(1);

class Sample extends LedgerError {
  constructor(readonly kind: ErrorKind) {
    super('A secret');
  }
}

describe('The problems', () => {
  it('each have a section with their status in docs/reference/problems.md, in order of status', () => {
    const named = sections.map((section) => [section.split('\n', 1)[0], Number(/^Status (\d{3})/m.exec(section)?.[1])]);
    expect(named).toEqual(Object.entries(problemTypes).map(([type, { status }]) => [type, status]));
  });

  it('each say what to do', () => {
    for (const section of sections) expect(section).toMatch(/\*\*Way out:\*\*|way out/);
  });

  it('each belong to an error of the code', () => {
    const reached = new Set(errors.map((error) => problemOf(error, 'id').problem.type));
    const byTheSocket = uriOf('timed-out');
    expect([...reached, byTheSocket].sort()).toEqual(
      Object.keys(problemTypes)
        .map((it) => uriOf(it as ProblemType))
        .sort(),
    );
  });

  const byKind: Readonly<Record<ErrorKind, [ProblemType, number]>> = {
    invalid: ['invalid', 400],
    unauthenticated: ['unauthenticated', 401],
    notAllowed: ['not-allowed', 403],
    notFound: ['not-found', 404],
    refused: ['refused', 409],
    stale: ['stale', 412],
    tooLarge: ['too-large', 413],
    reused: ['key-reused', 422],
    busy: ['unavailable', 503],
    turnedAway: ['unavailable', 503],
    unavailable: ['unavailable', 503],
    misconfigured: ['internal', 500],
    cannotOpen: ['internal', 500],
    cannotWrite: ['internal', 500],
    taken: ['internal', 500],
    overtaken: ['internal', 500],
    failed: ['internal', 500],
    interrupted: ['internal', 500],
  };
  it.each(Object.entries(byKind))('say of what is %s: %s', (kind, [type, status]) => {
    const { problem } = problemOf(new Sample(kind as ErrorKind), 'id');
    expect([problem.type, problem.status]).toEqual([uriOf(type), status]);
    expect(problem.detail.includes('secret')).toBe(status !== 500 && kind !== 'reused');
  });

  it.each(Object.keys(problemTypes) as ProblemType[])('are of the type %s where the error says so', (type) => {
    const { problem } = problemOf(Object.assign(new Sample('refused'), { type }), 'id');
    expect([problem.type, problem.status]).toEqual([uriOf(type), problemTypes[type].status]);
  });

  it('go by the kind where the error says a type that nobody publishes', () => {
    const { problem } = problemOf(Object.assign(new Sample('refused'), { type: 'toString' }), 'id');
    expect(problem.type).toBe(uriOf('refused'));
  });

  it.each([
    ['ROLE_MAY_NOT', 403],
    ['OTHER_SIDE', 403],
    ['OTHER_INSTITUTION', 403],
    ['NOT_OPEN', 409],
  ])('keep the code %s of a refusal', (code, status) => {
    expect(problemOf(new Refused(code, 'It is so.', ['f.1.c1']), 'id').problem).toEqual(
      expect.objectContaining({ code, status, detail: 'It is so.' }),
    );
  });

  it('say nothing about an unexpected error', () => {
    for (const error of [new TypeError('secret'), 'secret', undefined, null, { message: 'secret' }]) {
      const { problem } = problemOf(error, 'id');
      expect(problem).toMatchObject({ status: 500, instance: 'urn:uuid:id' });
      expect(JSON.stringify(problem)).not.toContain('secret');
    }
  });

  it('each carry a way out, whatever the error', () => {
    for (const error of [...errors, new TypeError('secret'), { statusCode: 404, message: 'no' }, { statusCode: 503 }])
      expect(problemOf(error, 'id').problem.wayOut).toMatch(/^[A-Z].+\.$/);
  });

  it('speak of no command to a question', () => {
    for (const error of [...errors, new StoreUnavailable('away'), new TypeError('secret')]) {
      const { detail, wayOut } = problemOf(error, 'id', 'GET').problem;
      if (kindOf(error) !== 'reused') expect(detail + wayOut).not.toMatch(/Idempotency-Key|unknown whether/);
    }
    expect(problemOf(new StoreUnavailable('away'), 'id', 'HEAD').problem).toMatchObject({
      detail: 'The ledger cannot be reached; questions have to wait.',
      wayOut: 'Ask again a little later.',
    });
    expect(problemOf(new StoreUnavailable('away'), 'id', 'POST').problem.detail).toContain('unknown whether');
  });

  it('say when to try again wherever trying again helps', () => {
    for (const error of errors) {
      const { problem, headers } = problemOf(error, 'id');
      expect([problem.type, 'Retry-After' in headers]).toEqual([problem.type, [429, 503].includes(problem.status)]);
      expect([problem.type, 'WWW-Authenticate' in headers]).toEqual([problem.type, problem.status === 401]);
    }
  });
});
