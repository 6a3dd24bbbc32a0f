import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { errors } from '../testing/responses.js';
import { documentFile } from '../openapi/documents.js';
import { problemTypes, uriOf, type ProblemType } from './catalogue.js';
import { problemOf } from './problem.js';

const page = readFileSync(join(documentFile, '../problems.md'), 'utf8');
const sections = page.split(/^## /m).slice(1);

describe('The problems', () => {
  it('each have a section with their status in docs/reference/problems.md, in order of status', () => {
    const told = sections.map((section) => [section.split('\n', 1)[0], Number(/^\d{3}/m.exec(section)?.[0])]);
    expect(told).toEqual(Object.entries(problemTypes).map(([type, { status }]) => [type, status]));
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

  it('say nothing about an unexpected error', () => {
    for (const error of [new TypeError('secret'), 'secret', undefined, null, { message: 'secret' }]) {
      const { problem } = problemOf(error, 'id');
      expect(problem).toMatchObject({ status: 500, instance: 'urn:uuid:id' });
      expect(JSON.stringify(problem)).not.toContain('secret');
    }
  });

  it('say when to try again wherever trying again helps', () => {
    for (const error of errors) {
      const { problem, headers } = problemOf(error, 'id');
      expect([problem.type, 'Retry-After' in headers]).toEqual([problem.type, [429, 503].includes(problem.status)]);
      expect([problem.type, 'WWW-Authenticate' in headers]).toEqual([problem.type, problem.status === 401]);
    }
  });
});
