// The file verify-bundle.mjs: a module for programs and pages, and a program of its own under node.
import { tellingOf } from './told.js';
import { isNoBundle, verifyBundle } from './verify-bundle.js';

export { tellingOf, verifyBundle };

const USAGE = 'node verify-bundle.mjs <bundle.json> [--key <public key>] [--witness <public key>]… [--json]';

/** 0: all right, 1: something is wrong, 2: it could not be checked. */
const run = async (args: readonly string[]): Promise<number> => {
  const files: string[] = [];
  const options = new Map<string, string[]>();
  for (let n = 0; n < args.length; n += 1) {
    const name = args[n]!;
    if (name === '--key' || name === '--witness') options.set(name, [...(options.get(name) ?? []), args[++n] ?? '']);
    else if (name !== '--json') files.push(name);
  }
  if (files.length !== 1) throw new Error(`Usage: ${USAGE}`);
  const { readFile } = await import('node:fs/promises');
  const file = await readFile(files[0]!, 'utf8');
  const report = await verifyBundle(file, { key: options.get('--key')?.[0], witnesses: options.get('--witness') });
  console.log(
    args.includes('--json') ? JSON.stringify(report, undefined, 2) : tellingOf(report).map(printable).join('\n'),
  );
  if (isNoBundle(report)) return 2;
  return report.wrong.length > 0 ? 1 : 0;
};

/** Nothing in an event may steer the terminal. */
const printable = (line: string): string => line.replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '�');

const isProgram =
  typeof process === 'object' &&
  process.argv[1] !== undefined &&
  import.meta.url.endsWith('/verify-bundle.mjs') &&
  (await import('node:url')).pathToFileURL((await import('node:fs')).realpathSync(process.argv[1])).href ===
    import.meta.url;

if (isProgram)
  try {
    process.exitCode = await run(process.argv.slice(2));
  } catch (error) {
    console.error(`This could not be checked: ${(error as Error).message}`);
    process.exitCode = 2;
  }
