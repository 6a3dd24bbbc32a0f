import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dataFolder, startServer, type Server } from './server.js';

const root = join(import.meta.dirname, '..');
const document = readFileSync(join(root, 'docs/tutorial/first-commitment.md'), 'utf8');

/** Each block of commands with what the document shows of its output, in order; nothing shown means nothing printed. */
const steps: { line: number; commands: string; shown: string }[] = [];
for (const { 1: language, 2: text, index } of document.matchAll(/^```(bash|text)\n([^]*?)^```$/gm)) {
  if (language === 'bash')
    steps.push({ line: document.slice(0, index).split('\n').length, commands: text!, shown: '' });
  else steps.at(-1)!.shown += text!;
}

const literally = (text: string) => text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');

/** What `…` stands for must differ, or be too long to show; it never hides the end of a line. */
const asPattern = (shown: string) => new RegExp(`^${shown.split('…').map(literally).join('[^\\n]*?')}$`);

const END = '@@ the end of a step @@';

describe('the tutorial', () => {
  const { folder, remove } = dataFolder();
  let server: Server;
  let outputs: string[];

  // All steps in one shell, as a reader has it: what one step sets, the next ones use.
  beforeAll(async () => {
    server = await startServer(folder);
    const script = steps.map(({ commands }) => `${commands}\nprintf '%s' '${END}'\n`).join('');
    const { stdout, stderr } = spawnSync('bash', ['-c', script], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, JWG: server.url, JWG_DATA: folder },
    });
    expect(stderr).toBe('');
    outputs = stdout.split(END);
  }, 120_000);
  afterAll(async () => {
    await server.stop();
    remove();
  });

  it('runs to its end', () => {
    expect(steps.length).toBeGreaterThan(10);
    expect(outputs.length - 1).toBe(steps.length);
  });

  it.each(steps.map((step, number) => ({ ...step, number })))(
    'shows the output of the commands at line $line',
    ({ number, shown }) => {
      const output = outputs[number]!;
      if (!asPattern(shown).test(output)) expect(output).toBe(shown); // a difference that can be read
    },
  );
});
