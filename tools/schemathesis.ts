/**
 * `npm run schemathesis [-- --requests 5000] [--seed 1]`: sends random requests, made from the API's OpenAPI document,
 * as a recorder to a separate server over the example sessions. No answer may be a server error, have an undocumented
 * status or content type, or break its schema. Schemathesis is a Python program, installed under .cache at first use.
 * Exit codes: 0 nothing found, 1 something found, 2 it could not be run.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cli, dataFolder, startServer, tokenFor, type Server } from '../test/server.ts';

const VERSION = '4.32.5';
const checks = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_schema_conformance',
];

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({
  options: { requests: { type: 'string', default: '500' }, seed: { type: 'string', default: '1' } },
});

const run = (program: string, args: readonly string[]) => spawnSync(program, args, { encoding: 'utf8' });

/** The program's path. */
const installed = () => {
  const folder = join(root, '.cache', `schemathesis-${VERSION}`);
  const program = join(folder, 'bin', 'schemathesis');
  if (run(program, ['--version']).status === 0) return program;
  process.stderr.write(`Installing schemathesis ${VERSION} from PyPI under .cache …\n`);
  rmSync(folder, { recursive: true, force: true }); // removes an incomplete installation
  const venv = run('python3', ['-m', 'venv', folder]);
  if (venv.status !== 0)
    throw new Error(
      `Schemathesis needs Python 3.10 or later with its venv module as python3.\n${venv.stderr ?? venv.error?.message}`,
    );
  const pip = run(join(folder, 'bin', 'pip'), ['install', '--quiet', `schemathesis==${VERSION}`]);
  if (pip.status !== 0) throw new Error(`Schemathesis could not be installed.\n${pip.stderr}`);
  return program;
};

const found = async () => {
  const requests = Number(values.requests);
  if (!(requests >= 1)) throw new Error(`--requests takes a number, not ${values.requests}.`);
  const program = installed();
  const { folder, remove } = dataFolder();
  let server: Server | undefined;
  try {
    const examples = join(root, 'docs/examples/cpec');
    const files = readdirSync(examples)
      .sort()
      .map((file) => join(examples, file));
    const imported = await cli(['import', '--data', folder, ...files]);
    if (imported.code !== 0) throw new Error(imported.stderr);
    const { url } = (server = await startServer(folder, { JWG_RATE_PER_MINUTE: '1000000000' }));
    const token = await tokenFor(folder, '--role', 'recorder', '--name', 'schemathesis');
    const { paths } = (await (await fetch(`${url}/openapi.json`)).json()) as { paths: Record<string, object> };
    const operations = Object.values(paths).flatMap((path) => Object.keys(path)).length;
    /** The number of answered requests, by status. */
    const answered = async () => {
      const metrics = await (await fetch(`${url}/metrics`)).text();
      const counts: Record<string, number> = {};
      for (const [, status = '', count] of metrics.matchAll(
        /^jwg_http_requests_total\{.*route="\/v1.*status="(\d+)".*\} (\d+)$/gm,
      ))
        counts[status] = (counts[status] ?? 0) + Number(count);
      return counts;
    };
    // Some operations have few different requests, so one run may send too few: another follows, with the next seed.
    let failed = false;
    let count = 0;
    let answers: Record<string, number> = {};
    for (let seed = Number(values.seed); count < requests; seed += 1) {
      const each = Math.max(5, Math.ceil((requests - count) / operations));
      const options = [
        ['--header', `Authorization: Bearer ${token}`],
        ['--checks', checks.join()],
        ['--phases', 'examples,fuzzing'],
        ['--max-examples', String(each)],
        ['--seed', String(seed)],
        ['--generation-database', 'none'],
        ['--suppress-health-check', 'all'],
        // Their answers never end.
        ...['/v1/events/stream', '/v1/changes/stream'].map((path) => ['--exclude-path', path]),
        // Without brokers they answer 501, which counts as a server error here; test/relay tries them with brokers.
        ...['/v1/replays', '/v1/replays/{topic}'].map((path) => ['--exclude-path', path]),
        ['--warnings', 'off'],
        ['--continue-on-failure', '--no-color'],
      ];
      const testing = spawn(program, ['run', `${url}/openapi.json`, ...options.flat()], {
        cwd: folder,
        stdio: ['ignore', 'inherit', 'inherit'],
      });
      const [status] = (await once(testing, 'close')) as [number | null];
      failed ||= status !== 0;
      const before = count;
      answers = await answered();
      count = Object.values(answers).reduce((sum, it) => sum + it, 0);
      if (count === before) throw new Error('Schemathesis sent nothing');
    }
    console.log(`${count} requests under /v1 were answered; by status: ${JSON.stringify(answers)}`);
    const ready = (await (await fetch(`${url}/health/ready`)).json()) as { status: string; reasons: string[] };
    if (ready.status !== 'ready') console.error(`Afterwards the server is not ready: ${ready.reasons.join('; ')}`);
    return failed || ready.status !== 'ready';
  } finally {
    await server?.stop();
    remove();
  }
};

try {
  process.exitCode = (await found()) ? 1 : 0;
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}
