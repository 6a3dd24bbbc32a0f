import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Command } from 'commander';
import { Registry } from 'prom-client';
import { commands } from '../../apps/cli/src/commands/index.js';
import { Environment } from '../../libs/platform/src/settings/environment.js';
import { measureFollowers } from '../../libs/platform/src/health/measure-followers.js';
import { measureRelay } from '../../libs/platform/src/health/measure-relay.js';
import { codeIn, filesLike, named, pages, root, spansIn } from './pages.js';

const read = (file: string) => readFileSync(join(root, file), 'utf8');
const page = (file: string) => pages.find((it) => it.file === file)!;
const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found]) => found!);

/** As GitHub makes an anchor of a heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');
const anchorsIn = (file: string) => matches(read(file), /^#+ (.*)$/gm).map(anchorOf);

describe('A link', () => {
  const links = named(({ text }) => matches(text.replace(/^ *```[^]*?^ *```$/gm, ''), /\]\(([^)\s]+)\)/g)).filter(
    ([, target]) => !/^https?:/.test(target),
  );

  it.each(links)('in %s leads to what is there: %s', (file, target) => {
    const [path, anchor] = target.split('#', 2) as [string, string?];
    const to = path === '' ? file : relative(root, join(root, dirname(file), path));
    expect([to, existsSync(join(root, to))]).toEqual([to, true]);
    if (anchor !== undefined) expect(anchorsIn(to)).toContain(anchor);
  });
});

describe('A file', () => {
  const tops = readdirSync(root);
  const isPath = (it: string) => /^[\w.*/<>-]+$/.test(it) && it.includes('/') && tops.includes(it.split('/', 1)[0]!);
  // What is built, or comes into being as the programs run, is not in the repository.
  const isMade = (it: string) => /^(dist|node_modules|data|\.cache)\//.test(it);
  const paths = named((it) => spansIn(it).filter((span) => isPath(span) && !isMade(span)));
  const sources = filesLike('{apps,libs,test,tools,bench,docs,deploy}/**/*.{ts,mjs,yaml}');
  const bare = named((it) => spansIn(it).filter((span) => /^[\w./-]+\.(ts|mjs)$/.test(span) && !isPath(span)));

  it.each(paths)('that %s names is there: %s', (_, path) => {
    expect(filesLike(normalize(path.replace(/<\w+>/g, '*')))).not.toEqual([]);
  });

  it.each(bare)('that %s names without its folder is there, or is what the build makes: %s', (_, name) => {
    const made = matches(read('tools/verifier.ts'), /'(dist\/[\w-]+\.mjs)'/g);
    expect([...sources, ...made].filter((it) => it.endsWith(`/${name.replace(/^\//, '')}`))).not.toEqual([]);
  });

  it('is none of the folders that the README forgets', () => {
    const [, block] = /## Where things are\n+```\n([^]*?)```/.exec(page('README.md').text)!;
    const folders = ['apps', 'libs'].flatMap((it) => readdirSync(join(root, it)).map((name) => `${it}/${name}`));
    const others = ['deploy', 'docs', 'bench', 'tools', 'test'];
    expect(matches(block!, /^(\S+)/gm).sort()).toEqual([...folders, ...others].sort());
  });
});

describe('A script', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const run = /\bnpm (?:run (?:-s )?|(?=test\b|start\b))([\w:]+)/g;

  it.each(named((it) => codeIn(it).flatMap((code) => matches(code, run))))('that %s runs is there: %s', (_, name) => {
    expect(Object.keys(scripts)).toContain(name);
  });
});

describe('A setting', () => {
  const settings = [...Object.keys(Environment.properties), 'JWG_TOKEN'];

  it.each(named(({ text }) => text.match(/\bJWG_[A-Z][A-Z0-9_]*…?/g) ?? []))('that %s names is one: %s', (_, name) => {
    if (name.endsWith('…')) expect(settings.filter((it) => it.startsWith(name.slice(0, -1)))).not.toEqual([]);
    else expect(settings).toContain(name.replace(/_FILE$/, ''));
  });
});

describe('A command of the command line', () => {
  const program = new Command('jwg');
  commands.forEach((add) => add(program));

  /** `relay status --url x` as the command and the options that it names. */
  const understood = (words: readonly string[]): { command?: Command; unknown: string[] } => {
    let command: Command | undefined = program.commands.find((it) => it.name() === words[0]);
    const rest = words.slice(1);
    if (command && command.commands.length > 0) {
      const group: Command = command;
      command = group.commands.find((it) => it.name() === rest[0]);
    }
    const options = ['--help', ...(command?.options ?? []).flatMap((it) => it.long ?? [])];
    return { command, unknown: rest.filter((word) => /^--\w/.test(word) && !options.includes(word)) };
  };
  const calls = named((it) =>
    codeIn(it).flatMap((code) => matches(code, /(?:^|\(|\s)(?:npm run (?:-s )?)?jwg (?:-- )?((?:--)?[a-z][^|#>)]*)/g)),
  );

  it.each(calls)('that %s calls is one, with such options: %s', (_, call) => {
    if (call.startsWith('--')) return expect(['--help', '--version']).toContain(call.trim());
    const { command, unknown } = understood(call.trim().split(/\s+/));
    expect([command !== undefined, unknown]).toEqual([true, []]);
  });

  it('has its row in the reference, and nothing else has', () => {
    const [, table] = /\| command [^]*?\n\|[ -|]+\n([^]*?)\n\n/.exec(page('docs/reference/command-line.md').text)!;
    const rows = new Set(matches(table!, /^\| `([a-z]+)/gm));
    expect([...rows].sort()).toEqual(program.commands.map((it) => it.name()).sort());
  });
});

describe('A metric', () => {
  const registry = new Registry();
  const counts = { transactions: 0, events: 0, statuses: 0, fencings: 0, takeovers: 0 };
  const relay = { role: 'active', since: '2026-01-01T00:00:00Z', position: 0, errors: {}, ...counts } as const;
  measureFollowers([], registry);
  measureRelay(() => relay, registry);
  const metrics = registry.getMetricsAsArray().map(({ name }) => name);
  const quoted = named((it) => codeIn(it).flatMap((code) => code.match(/\bjwg_(follower|relay)_\w+/g) ?? []));

  it.each(quoted)('that %s names is one: %s', (_, name) => {
    expect(metrics).toContain(name);
  });
});

describe('A status in prose', () => {
  it.each(pages.map(({ file }) => [file]))('is not taken for a list that begins with it: %s', (file) => {
    expect(matches(page(file).text, /^\s*(\d{2,})\. /gm).filter((it) => Number(it) > 99)).toEqual([]);
  });
});
