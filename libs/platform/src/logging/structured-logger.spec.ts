import { describe, expect, it, jest } from '@jest/globals';
import { StoreUnavailable } from '@jwg/event-sourcing';
import { errorNames } from './error-names.js';
import { handling } from './handling.js';
import { StructuredLogger } from './structured-logger.js';

/** What a logger writes on either stream while `work` goes on. */
const printed = async (json: boolean, work: (logger: StructuredLogger) => unknown): Promise<string> => {
  const lines: string[] = [];
  const spies = [process.stdout, process.stderr].map((stream) =>
    jest.spyOn(stream, 'write').mockImplementation((line) => lines.push(String(line)) > 0),
  );
  try {
    await work(new StructuredLogger({ json, colors: false, logLevels: ['log', 'error', 'fatal'] }));
  } finally {
    spies.forEach((spy) => spy.mockRestore());
  }
  return lines.join('');
};
const request = { correlationId: 'c-1', traceId: 't-1' };
const failure = () =>
  Object.assign(new TypeError('She said: no\n    at last, (words:1:2) of hers', { cause: new Error('of password') }), {
    code: 'E_SAID',
  });

describe('A line of the log', () => {
  it('is one JSON object that names its request, across awaits', async () => {
    const text = await printed(true, (logger) =>
      handling(request, async () => {
        await new Promise((resolve) => setImmediate(resolve));
        logger.log('Done', { ms: 3 }, 'Access');
      }),
    );
    expect(text).toMatch(/^\{.*\}\n$/);
    expect(JSON.parse(text)).toMatchObject({ level: 'log', message: 'Done', context: 'Access', ms: 3, ...request });
  });

  it('names no request outside of one', async () => {
    expect(JSON.parse(await printed(true, (logger) => logger.log('Listening', 'Server')))).not.toHaveProperty(
      'correlationId',
    );
  });

  it.each([true, false])('about an error names its kind and place, never its message (as JSON: %s)', async (json) => {
    const error = failure();
    const text = await printed(json, (logger) => {
      logger.error('It failed', error.stack, 'Request');
      logger.error('It failed', error.stack);
      logger.error(error);
      logger.fatal(error, 'Request');
    });
    expect(text).toContain('structured-logger.spec.ts');
    expect(text).toContain('TypeError E_SAID < Error');
    expect(text).not.toMatch(/She said|of hers|password/);
  });
});

describe('The kind of an error', () => {
  it('is its name and code and those of its causes, and only what is a single word', () => {
    expect(errorNames(failure())).toBe('TypeError E_SAID < Error');
    expect(errorNames(Object.assign(new Error('x'), { name: 'as she said', code: 'E 1' }))).toBe('Error');
    expect(errorNames('a thrown text')).toBe('A thrown string');
    const cause = Object.assign(new Error('said'), { code: 'ECONNREFUSED' });
    const away = Object.assign(new StoreUnavailable('said', { cause }), { server: 'KurrentDB at db:2113' });
    expect(errorNames(away)).toBe('StoreUnavailable (KurrentDB at db:2113) < Error ECONNREFUSED');
  });
});
