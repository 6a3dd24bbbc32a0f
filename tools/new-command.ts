/**
 * `npm run new:command -- commitment PledgeFunding`: the command's class in libs/application and its line on the menu.
 * The compiler and the specs then name what is missing.
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
  // The fields of the decider's command stand here instead of this one.
  @Fits(Words) reason!: string;
}
`;

const isStream = (text: string): text is Stream => Object.hasOwn(ids, text);

const newCommand = async (stream = '', name = '') => {
  if (!isStream(stream) || !/^[A-Z][a-z]+([A-Z][a-z]+)+$/.test(name))
    throw new Error(`Usage: npm run new:command -- ${Object.keys(ids).join('|')} PledgeFunding`);
  const file = name.replace(/(?<!^)[A-Z]/g, '-$&').toLowerCase();
  const command = join(libs, 'application/src', stream, `${file}.ts`);
  if (existsSync(command)) throw new Error(`${command} is there already`);

  const style = { ...(await resolveConfig(command)), parser: 'typescript' };
  writeFileSync(command, await format(commandFile(stream, name, `${stream}Id`), style));
  const index = join(libs, 'application/src', stream, 'index.ts');
  const lines = readFileSync(index, 'utf8').trimEnd().split('\n');
  writeFileSync(index, [...lines, `export * from './${file}.js';`].sort().join('\n') + '\n');

  console.log(`Wrote ${command}
Next, in libs/domain/src/${stream}: its event in events.ts with a sample, what it changes in state.ts, its rule and a line
in decide.ts, and the rule's spec. The class compiles once the decider has a ${name} with the same fields. Then a step in
libs/application/src/testing/story.ts; \`npm run types\` and \`npm test\` name what is still missing.`);
};

try {
  await newCommand(...process.argv.slice(2));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
