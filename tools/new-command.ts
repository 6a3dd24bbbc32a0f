/**
 * `npm run new:command -- commitment PledgeFunding`: the command's file in libs/application, its line on the menu and a
 * stub for the spec of its rules. The compiler and the specs then name what is missing.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';

const ids = { forum: 'ForumId', session: 'SessionId', commitment: 'CommitmentId' };
type Stream = keyof typeof ids;
const libs = join(import.meta.dirname, '..', 'libs');

const commandFile = (stream: Stream, name: string, id: string) => `
import { ${stream}, ${ids[stream]}, Words } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

/** What it means, in one sentence. */
@On(${stream}, '${name}', '${id}')
export class ${name} extends LedgerCommand {
  @Fits(${ids[stream]}) ${id}!: string;
  @Fits(Words) reason!: string;
}
`;

const specFile = (name: string) => `
import { describe, it } from '@jest/globals';

describe('${name}', () => {
  it.todo('leads to its event');
  it.todo('leads to nothing when it is already so');
  it.todo('is refused to those who may not');
});
`;

const isStream = (text: string): text is Stream => Object.hasOwn(ids, text);

const newCommand = async (stream = '', name = '') => {
  if (!isStream(stream) || !/^[A-Z][a-z]+([A-Z][a-z]+)+$/.test(name))
    throw new Error(`Usage: npm run new:command -- ${Object.keys(ids).join('|')} PledgeFunding`);
  const file = name.replace(/(?<!^)[A-Z]/g, '-$&').toLowerCase();
  const command = join(libs, 'application/src', stream, `${file}.ts`);
  const spec = join(libs, 'domain/src', stream, `${file}.spec.ts`);
  const taken = [command, spec].find((file) => existsSync(file));
  if (taken) throw new Error(`${taken} is there already`);

  const style = { ...(await resolveConfig(command)), parser: 'typescript' };
  writeFileSync(command, await format(commandFile(stream, name, `${stream}Id`), style));
  writeFileSync(spec, await format(specFile(name), style));
  const index = join(libs, 'application/src', stream, 'index.ts');
  const lines = readFileSync(index, 'utf8').trimEnd().split('\n');
  writeFileSync(index, [...lines, `export * from './${file}.js';`].sort().join('\n') + '\n');

  console.log(`Wrote ${command}\n      ${spec}
Next: its event in events.ts, what it changes in state.ts, its rule and its line in decide.ts (libs/domain/src/${stream}),
a step in libs/application/src/testing/story.ts; then \`npm run types\` and \`npm test\` name what is still missing.`);
};

try {
  await newCommand(...process.argv.slice(2));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
