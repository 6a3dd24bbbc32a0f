import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cli, dataFolder } from './server.js';

const examples = ['1-forums.yaml', '2-jwg-st.yaml'].map((it) => join('docs/examples/cpec', it));

describe('the command line', () => {
  const { folder, remove } = dataFolder();
  const jwg = (...args: string[]) => cli([...args, '--data', folder]);
  beforeAll(async () => {
    const { code, stdout, stderr } = await jwg('import', ...examples);
    if (code !== 0) throw new Error(stderr);
    expect(stdout).toMatch(/1-forums\.yaml: wrote \d+ events: \d+ new forums, \d+ institutions/);
  }, 120_000); // the build is in it, the first time
  afterAll(remove);

  it.each([
    [['board', 'pk-mots'], 4, 'There is no institution pk-mots'],
    [['silence', 'cpec-jwg-ts'], 4, 'There is no forum cpec-jwg-ts'],
    [['status', '--forum', 'cpec-jwg-ts'], 4, 'There is no forum cpec-jwg-ts'],
    [['status', '--institution', 'pk-mots'], 4, 'There is no institution pk-mots'],
    [['status', '--side', 'XX'], 4, 'There is no side XX'],
    [['status', '--due-before', 'soon'], 2, '--due-before must be a day'],
    [['board', 'Not an id'], 2, '<institution> must be an institution id'],
    [['matrix', 'cpec-jwg-st', '--as-of', '2023'], 2, 'For the end of the year write 2023-12-31.'],
    [['matrix', 'cpec-jwg-st', '--as-of', '9999999'], 2, 'or leave --as-of out for now'],
    [['matrix', 'cpec-jwg-st', '--as-of', '5', '--basis', 'occurred'], 2, 'or by --basis recorded'],
    [['status', 'cpec-jwg-st.2.c1', '--as-of', '2023-01-01'], 4, '--basis occurred'],
    [['fields', 'NoCommand'], 2, 'There is no command NoCommand'],
  ])('%j ends with exit code %i and the way out', async (args, code, message) => {
    const answer = args[0] === 'fields' ? await cli(args) : await jwg(...args);
    expect(answer).toMatchObject({ code, stdout: '', stderr: expect.stringContaining(message) });
  });

  it('says once as of which moment it answers', async () => {
    const { stdout } = await jwg('matrix', 'cpec-jwg-st', '--basis', 'occurred', '--as-of', '2023-01-01');
    const [heading] = stdout.split('\n\n');
    expect(heading!.replace(/\s+/g, ' ')).toMatch(
      /^cpec-jwg-st: commitments by session, as of 2023-01-01, by what had happened \(the ledger up to position \d+\)$/,
    );
  });

  it('exports a forum, or the whole ledger, in each form, and goes on after a line', async () => {
    const all = await jwg('export', '--all');
    const lines = all.stdout.trimEnd().split('\n');
    const { sequence } = JSON.parse(lines[9]!) as { sequence: string };
    expect(all.code).toBe(0);
    expect((await jwg('export', '--all', '--after', sequence)).stdout).toBe(`${lines.slice(10).join('\n')}\n`);
    const csv = await jwg('export', 'cpec-jwg-st', '--format', 'csv', '--as-of', '46');
    expect(csv.stdout).toMatch(/^\uFEFFbegun,asOf,commitment,.*\r\n\d+,46,cpec-jwg-st\./);
    const file = join(folder, 'st.jsonld');
    expect(await jwg('export', 'cpec-jwg-st', '--format', 'prov', '--output', file)).toMatchObject({ code: 0 });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toHaveProperty('@graph.length');
    expect(JSON.parse((await jwg('reads', '--json')).stdout)).toMatchObject({ reads: [] });
    await jwg('export', 'cpec-jwg-st', '--as-of', '46', '--purpose', 'Audit 2026');
    expect((await jwg('reads', 'cpec-jwg-st')).stdout).toMatch(/export ndjson\s+Audit 2026/);
    for (const args of [['export'], ['export', 'cpec-jwg-st', '--all']])
      expect(await jwg(...args)).toMatchObject({ code: 2, stderr: expect.stringContaining('or --all') });
  });

  it('lists the fields of a command, the required ones first', async () => {
    const { code, stdout } = await cli(['fields', 'ReportProgress', '--json']);
    expect(code).toBe(0);
    const fields = JSON.parse(stdout) as { field: string; required: boolean; what: string }[];
    expect(fields.slice(0, 2)).toMatchObject([
      { field: 'commitmentId', required: true, what: 'a commitment id, like cpec-jwg-st.2.c3' },
      { field: 'narrative', required: true },
    ]);
    expect(fields.filter(({ required }) => required)).toHaveLength(2);
  });

  it('imports the readable files when there are others that it cannot read', async () => {
    const [tooLarge, odd] = ['large.yaml', 'odd.yaml'].map((it) => join(folder, it)) as [string, string];
    writeFileSync(tooLarge, ' '.repeat(5 * 1024 * 1024 + 1));
    writeFileSync(odd, Buffer.from([0x61, 0x3a, 0x0a, 0x20, 0xff]));
    const { code, stdout } = await jwg('import', tooLarge, join(folder, 'absent.yaml'), odd, examples[0]!, '--json');
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject([
      { file: tooLarge, problems: [{ rule: expect.stringContaining('5 MiB') }] },
      { problems: [{ rule: expect.stringContaining('cannot be read') }] },
      { file: odd, problems: [{ line: 2, column: 2, rule: expect.stringContaining('UTF-8') }] },
      { file: examples[0], problems: [], events: 0 },
    ]);
  });
});
