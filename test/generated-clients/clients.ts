import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { run } from './run.js';
import { slow } from './slow-clients.js';

/** A client that a generator makes from the OpenAPI document, and a program that calls with it. */
export interface GeneratedClient {
  /** The generator, and what it brings beside it, with their versions. */
  readonly name: string;
  readonly language: string;
  /** What the generated code does not do by itself, so that the program does it. */
  readonly byHand?: string;
  /**
   * Generates the client and compiles the program with it.
   *
   * @param folder  its own, with its sources in it and the document beside them: `openapi.json`
   * @returns how the program is run; its arguments follow
   * @throws Error  when the client cannot be generated or compiled
   */
  make(folder: string): readonly [string, ...string[]];
}

const root = join(import.meta.dirname, '..', '..');
const require = createRequire(import.meta.url);
const versionOf = (name: string) =>
  (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { devDependencies: Record<string, string> })
    .devDependencies[name]!;

const openApiFetch: GeneratedClient = {
  name: `openapi-typescript ${versionOf('openapi-typescript')}, openapi-fetch ${versionOf('openapi-fetch')}`,
  language: 'TypeScript',
  make(folder) {
    const generator = join(root, 'node_modules/openapi-typescript/bin/cli.js');
    run(folder, process.execPath, generator, 'openapi.json', '-o', 'ledger.gen.ts');
    run(folder, process.execPath, require.resolve('typescript/bin/tsc'), '-p', '.');
    return [process.execPath, join(folder, 'main.ts')];
  },
};

const goModules = readFileSync(join(import.meta.dirname, 'oapi-codegen', 'go.mod'), 'utf8');
const oapiCodegen: GeneratedClient = {
  name: `oapi-codegen ${/oapi-codegen\/v2 v(\S+)/.exec(goModules)![1]}`,
  language: 'Go',
  make(folder) {
    mkdirSync(join(folder, 'ledger'));
    run(folder, 'go', 'tool', 'oapi-codegen', '-config', 'config.yaml', 'openapi.json');
    run(folder, 'go', 'build', '-gcflags=clients/...=-N -l', '-o', 'client', '.'); // unoptimized, which is compiled faster
    return [join(folder, 'client')];
  },
};

/** These run with every test; the others by `npm run clients:check`. */
export const quick = [openApiFetch, oapiCodegen];
export { slow };

/**
 * Makes a client from the document that a server serves. Where each is made stays the same, so that compilers find again
 * what they know.
 */
export const made = (client: GeneratedClient, document: string): readonly [string, ...string[]] => {
  const [sources = ''] = client.name.split(' ');
  const folder = join(root, '.cache', 'generated-clients', `${sources}-${client.language.toLowerCase()}`);
  rmSync(folder, { recursive: true, force: true });
  cpSync(join(import.meta.dirname, sources), folder, { recursive: true });
  writeFileSync(join(folder, 'openapi.json'), document);
  return client.make(folder);
};
