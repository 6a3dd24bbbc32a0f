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
  it('have a section each in docs/reference/problems.md, in order of status, which names the status', () => {
    const named = sections.map((section) => [section.split('\n', 1)[0], Number(/^Status (\d{3})/m.exec(section)?.[1])]);
    expect(named).toEqual(Object.entries(problemTypes).map(([type, { status }]) => [type, status]));
  });

  it('say a way out each', () => {
    for (const section of sections) expect(section).toMatch(/\*\*Way out:\*\*|way out/);
  });

  it('come about each by an error that the code knows', () => {
    const reached = new Set(errors.map((error) => problemOf(error, 'id').problem.type));
    const byTheSocket = uriOf('timed-out');
    expect([...reached, byTheSocket].sort()).toEqual(
      Object.keys(problemTypes)
        .map((it) => uriOf(it as ProblemType))
        .sort(),
    );
  });

  it('tell nothing of what nobody foresaw', () => {
    for (const error of [new TypeError('secret'), 'secret', undefined, null, { message: 'secret' }]) {
      const { problem } = problemOf(error, 'id');
      expect(problem).toMatchObject({ status: 500, instance: 'urn:uuid:id' });
      expect(JSON.stringify(problem)).not.toContain('secret');
    }
  });

  it('tell when to come back wherever coming back helps', () => {
    for (const error of errors) {
      const { problem, headers } = problemOf(error, 'id');
      expect([problem.type, 'Retry-After' in headers]).toEqual([problem.type, [429, 503].includes(problem.status)]);
      expect([problem.type, 'WWW-Authenticate' in headers]).toEqual([problem.type, problem.status === 401]);
    }
  });
});
