import { describe, expect, it, jest } from '@jest/globals';
import { logWarning } from './log-warning.js';
import { StructuredLogger } from './structured-logger.js';

const logged = (warning: Error): unknown => {
  const lines: string[] = [];
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
  logWarning(new StructuredLogger({ json: true }), warning);
  write.mockRestore();
  return JSON.parse(lines.join(''));
};

describe('The log of a warning', () => {
  it('names its kind, the stream and the setting, but not its message', () => {
    const name = 'StreamWouldForget';
    const warning = Object.assign(new Error('Said in confidence'), { name, stream: 'jwg.a', setting: '$maxCount' });
    const line = logged(warning);
    expect(line).toMatchObject({
      level: 'warn',
      context: 'Process',
      warning: name,
      stream: 'jwg.a',
      setting: '$maxCount',
    });
    expect(JSON.stringify(line)).not.toMatch(/confidence/);
  });

  it('has a line for any other warning, too', () => {
    const line = logged(Object.assign(new Error('Too many'), { name: 'MaxListenersExceededWarning' }));
    expect(line).toMatchObject({ level: 'warn', message: 'Warning: MaxListenersExceededWarning' });
  });
});
