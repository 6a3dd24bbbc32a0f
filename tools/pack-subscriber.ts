/**
 * Packs @jwg/subscriber, the package that services install, from libs/subscriber and the parts of other libs that it
 * needs, as a tarball in .cache, and prints its path. Its types and code need nothing else of this repository.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build, type InlineConfig, type Rolldown } from 'tsdown';
import { alone } from './alone.ts';
import { plainTypes } from './subscriber/plain-types.ts';

const root = join(import.meta.dirname, '..');
const cache = join(root, '.cache');
const folder = join(cache, 'subscriber');
const entry = 'libs/subscriber/src/index.ts';
const types = join(cache, 'subscriber-types');

/**
 * A subscriber does not validate published events, so the package needs no schemas and leaves typebox out. Code that
 * checked by a schema (Value, Compile) would find it missing.
 */
const withoutSchemas: Rolldown.Plugin = {
  name: 'without-schemas',
  resolveId: (id) => (/^typebox(\/|$)/.test(id) ? '\0typebox' : undefined),
  load: (id) =>
    id === '\0typebox'
      ? `const inert = new Proxy(() => inert, { get: () => inert });
         export { inert as Type, inert as Format };
         export const Value = undefined, Compile = undefined, Settings = inert;`
      : undefined,
};

const common: InlineConfig = {
  config: false,
  cwd: root,
  entry: { index: entry },
  outDir: folder,
  tsconfig: 'tsconfig.json',
  platform: 'node',
  target: 'node22',
  fixedExtension: false,
  hash: false,
  clean: false,
  logLevel: 'warn',
  checks: { pluginTimings: false },
  deps: { neverBundle: ['kafkajs'], alwaysBundle: [/^@jwg\//, /^typebox/], onlyBundle: false },
};

interface Manifest {
  readonly version: string;
  readonly repository?: object;
  readonly dependencies: Readonly<Record<string, string>>;
}

const manifest = ({ version, repository, dependencies }: Manifest) => ({
  name: '@jwg/subscriber',
  version,
  description: 'What a service imports that listens to a JWG Ledger, over Kafka or over HTTP',
  license: 'UNLICENSED',
  ...(repository && { repository: { ...repository, directory: 'libs/subscriber' } }),
  type: 'module',
  exports: {
    '.': {
      import: { types: './index.d.ts', default: './index.js' },
      require: { types: './index.d.cts', default: './index.cjs' },
    },
  },
  main: './index.cjs',
  types: './index.d.ts',
  engines: { node: '>=22' },
  dependencies: { kafkajs: dependencies.kafkajs },
});

/** The guide, with the links that lead to files of the package; other links are for the repository alone. */
const readme = () =>
  readFileSync(join(root, 'docs/how-to/subscribe.md'), 'utf8')
    .replace(/^# .*/, '# @jwg/subscriber')
    .replace('../examples/nest/', '')
    .replace(/\[([^\]]*)\]\(\.\.?\/[^)]*\)/g, '$1');

/** Writes a project in which the plain types replace the sources; returns the path of its tsconfig. */
const writeTypes = () => {
  mkdirSync(types, { recursive: true });
  const plain = join(types, 'ledger.ts');
  writeFileSync(plain, plainTypes(root));
  const paths = Object.fromEntries(['domain', 'published-language'].map((name) => [`@jwg/${name}`, [plain]]));
  const tsconfig = join(types, 'tsconfig.json');
  const project = { extends: join(root, 'tsconfig.json'), compilerOptions: { paths }, include: [join(root, entry)] };
  writeFileSync(tsconfig, JSON.stringify(project));
  return tsconfig;
};

const pack = async () => {
  rmSync(folder, { recursive: true, force: true });
  const code = { dts: false, plugins: [withoutSchemas], treeshake: { moduleSideEffects: false } };
  await build({ ...common, ...code, format: ['esm', 'cjs'] });
  await build({ ...common, format: 'esm', dts: { emitDtsOnly: true }, tsconfig: writeTypes() });
  copyFileSync(join(folder, 'index.d.ts'), join(folder, 'index.d.cts'));
  const own = manifest(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest);
  writeFileSync(join(folder, 'package.json'), JSON.stringify(own, undefined, 2));
  writeFileSync(join(folder, 'README.md'), readme());
  for (const path of [
    'libs/subscriber/CHANGELOG.md',
    'docs/how-to/overdue-service.mjs',
    'docs/examples/nest/jwg-ledger.ts',
  ])
    copyFileSync(join(root, path), join(folder, basename(path)));
  const packed = execFileSync('npm', ['pack', '--json', '--pack-destination', cache], {
    cwd: folder,
    encoding: 'utf8',
  });
  const [tarball] = JSON.parse(packed) as [{ filename: string }];
  return join(cache, tarball.filename);
};

console.log(await alone(join(cache, 'subscriber.lock'), pack));
