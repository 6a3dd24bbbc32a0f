import { execFile } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import stringWidth from 'string-width';
import type { Views } from '../apps/cli/src/output.js';
import { boardViews, silenceViews } from '../apps/cli/src/render/board.js';
import { commitmentViews } from '../apps/cli/src/render/commitment.js';
import { eventsViews } from '../apps/cli/src/render/events.js';
import { facetsViews } from '../apps/cli/src/render/facets.js';
import { forumsViews } from '../apps/cli/src/render/forums.js';
import { institutionsViews } from '../apps/cli/src/render/institutions.js';
import { matrixViews } from '../apps/cli/src/render/matrix.js';
import { momentsViews } from '../apps/cli/src/render/moments.js';
import { overviewViews } from '../apps/cli/src/render/overview.js';
import { printable } from '../libs/audit/src/index.js';
import { sessionViews } from '../apps/cli/src/render/session.js';
import { allSessionsViews, sessionsViews } from '../apps/cli/src/render/sessions.js';
import { listViews } from '../apps/cli/src/render/summaries.js';
import { timelineViews } from '../apps/cli/src/render/timeline.js';
import { whyViews } from '../apps/cli/src/render/why.js';
import { cli, dataFolder, startServer, tokenFor, type Server } from './server.js';

/** Twelve sessions; what each kind of record there is about a commitment; and text that no terminal should obey. */
const record = `
forums:
  - { id: g, name: { en: G }, level: committee, sides: [{ side: PK, name: { en: P } }, { side: CN, name: { en: C } }] }
  - id: f
    name: { en: F }
    level: workingGroup
    sides: [{ side: PK, name: { en: P } }, { side: CN, name: { en: C } }]
    institutions: [{ id: pk-a, side: PK, name: { en: A } }, { id: cn-b, side: CN, name: { en: B } }]
sessions:
  - id: f.1
    mode: virtual
    openedOn: 2020-01-10
    statements:
      - verb: agreed
        text: { zh: 双方同意修建一条道路。, en: A road will be built. }
        undertakings:
          - { kind: jointProject, title: { zh: 道路, en: A road }, lead: [pk-a, cn-b], due: { date: 2021-01-31 } }
          - { kind: support, title: { en: "=HYPERLINK(\\"http://x\\"),\\e[2Kgone" }, lead: [pk-a, cn-b] }
          - { kind: instrument, title: { en: A treaty } }
    minutes:
      versions: [{ on: 2020-02-01, languages: [en] }]
      signatures:
        - { side: PK, on: 2020-02-02, signatory: "A. Person\\e[1A\\e[2KSigned by CN\\e]52;c;cHduZWQ=\\a", office: "S\\x9b31m \\u202egnorw" }
        - { side: CN, on: 2020-02-02 }
${Array.from({ length: 10 }, (_, n) => {
  const day = `${2021 + Math.floor(n / 2)}-0${n % 2 === 0 ? 3 : 9}-01`;
  return `  - { id: f.${n + 2}, mode: virtual, openedOn: ${day}, statements: [{ verb: noted, text: { en: Words ${n} } }] }`;
}).join('\n')}
followUps:
  - { on: 2020-05-01, commitment: f.1.c1, command: DefineMilestone, by: { side: PK, institution: pk-a }, title: The first mile, due: { date: 2020-06-01 } }
`;

const review = `
sessions:
  - id: f.12
    mode: virtual
    openedOn: 2026-04-01
    statements:
      - { verb: reviewed, text: { en: The treaty is for the committee. }, commitmentId: f.1.c3, outcome: referred, toForum: g }
      - verb: proposed
        speaker: { kind: side, side: CN }
        text: { en: A bridge is proposed. }
        undertakings: [{ kind: jointProject, title: { en: A bridge } }]
`;

// eslint-disable-next-line no-control-regex -- it is what no output may have
const steering = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

describe('The command line, reading', () => {
  const { folder, remove } = dataFolder();
  let server: Server;
  let token: string;
  const jwg = (...args: string[]) => cli([...args, '--data', folder]);
  const through = (...args: string[]) => cli([...args, '--url', server.url], { JWG_TOKEN: token });
  const shown = async (...args: string[]) => {
    const { code, stdout, stderr } = await jwg(...args);
    expect({ code, stderr, said: code === 0 ? '' : stdout }).toEqual({ code: 0, stderr: '', said: '' });
    return stdout;
  };

  beforeAll(async () => {
    await cli(['--version']); // builds, the first time, and says so
    const files = [join(folder, '1.yaml'), join(folder, '2.yaml')];
    writeFileSync(files[0]!, record);
    writeFileSync(files[1]!, review);
    await shown('import', ...files);
    const send = (command: string, fields: object, ...as: string[]) =>
      shown('send', command, JSON.stringify(fields), ...as);
    const commitmentId = 'f.1.c1';
    const secretariat = (side: string) => ['--role', 'secretariat', '--side', side];
    const worker = ['--role', 'focal point', '--side', 'PK', '--institution', 'pk-a'];
    const reached = { milestone: 'm1', on: '2020-07-01', evidence: [{ reference: 'Photograph 7' }] };
    await send('ReachMilestone', { commitmentId, ...reached }, ...worker);
    await send('AssessProgress', { commitmentId, rating: 'atRisk', remarks: 'It is late' }, ...secretariat('PK'));
    const evidence = [{ reference: 'Report 12' }];
    const done = { commitmentId, completedOn: '2022-01-01', evidence };
    await send('ReportCompletion', done, ...worker);
    await send('ConfirmCompletion', { commitmentId }, ...secretariat('PK'));
    const { entries } = JSON.parse(await shown('timeline', 'f.2', '--json')) as {
      entries: { eventId: string; type: string }[];
    };
    const { eventId } = entries.find(({ type }) => type === 'MatterNoted')!;
    const field = { eventId, field: 'text', new: { en: 'Better words' }, reason: 'A typing error' };
    await send('CorrectRecord', { sessionId: 'f.2', ...field }, '--role', 'recorder');
    token = await tokenFor(folder, '--role', 'secretariat', '--side', 'CN');
    server = await startServer(folder);
  }, 240_000);
  afterAll(async () => {
    await server?.stop();
    remove();
  });

  /** By its name: a call, and how its answer is shown. */
  const questions = {
    matrix: { args: ['matrix', 'f'], views: matrixViews() },
    list: { args: ['status'], views: listViews },
    commitment: { args: ['status', 'f.1.c1'], views: commitmentViews },
    referred: { args: ['list', '--referred-to-us', '--forum', 'g'], views: listViews },
    timeline: { args: ['timeline', 'f.1'], views: timelineViews },
    why: { args: ['why', 'f.1.c1'], views: whyViews },
    session: { args: ['session', 'f.1'], views: sessionViews },
    sessions: { args: ['session', 'f'], views: sessionsViews },
    board: { args: ['board', 'pk-a'], views: boardViews },
    silence: { args: ['silence', 'f', '--sessions', '2'], views: silenceViews },
    forums: { args: ['forums'], views: forumsViews },
    overview: { args: ['overview'], views: overviewViews },
    facets: { args: ['facets', 'f', '--kind', 'joint project'], views: facetsViews },
    moments: { args: ['moments', 'f'], views: momentsViews },
    institutions: { args: ['institutions', '--side', 'PK'], views: institutionsViews },
    allSessions: { args: ['session', '--phase', 'concluded', '--limit', '3'], views: allSessionsViews },
    events: { args: ['events', '--types', 'matter noted,ProposalMade', '--limit', '4'], views: eventsViews },
  };
  const answers = new Map<string, unknown>();
  /** An answer but for what its caller may do: the operator at the folder is not the secretariat at the server. */
  const withoutCaller = (stdout: string): unknown => ({ ...(JSON.parse(stdout) as object), may: undefined });

  it.each(Object.entries(questions))(
    'answers %s the same from the folder and from a server',
    async (name, { args }) => {
      const [here, there] = await Promise.all([jwg(...args, '--json'), through(...args, '--json')]);
      expect(here.code).toBe(0);
      expect(here.stdout).not.toMatch(steering);
      answers.set(name, withoutCaller(here.stdout));
      expect(withoutCaller(there.stdout)).toEqual(answers.get(name));
    },
    60_000,
  );

  it('replays a forum the same from its log and from a server, a line for each step', async () => {
    const [here, there] = await Promise.all([jwg('replay', 'f', '--json'), through('replay', 'f', '--json')]);
    expect({ code: here.code, stderr: here.stderr }).toEqual({ code: 0, stderr: '' });
    expect(here.stdout).toBe(there.stdout);
    expect(here.stdout).not.toMatch(steering);
    const steps = here.stdout
      .trimEnd()
      .split('\n')
      .map((it) => JSON.parse(it) as { type: string; sentence: string });
    expect(steps.find(({ type }) => type === 'RecordCorrected')?.sentence).toContain(
      'f.2.s1: text: Words 0 → Better words',
    );
    const text = await shown('replay', 'f.1.c1', '--width', '60');
    expect(text).toContain('status: in progress → reported complete (T8)');
    expect(Math.max(...text.split('\n').map((line) => stringWidth(line)))).toBeLessThanOrEqual(60);
    expect((await jwg('replay', 'f', '--step')).stderr).toBe(
      '--step takes a terminal. Leave it out where the output goes into a file or a program.\n',
    );
  }, 60_000);

  const texts = (sheet: { width: number; lang?: string }) =>
    Object.entries(questions).map(([name, { views }]) => ({
      name,
      text: (views as Views<unknown>).text(answers.get(name), { moment: 'now', ...sheet }),
    }));

  it('makes no line longer than the width that is asked for', () => {
    for (const width of [60, 80, 200])
      for (const { name, text } of texts({ width })) {
        const most = Math.max(...text.split('\n').map((line) => stringWidth(line)));
        expect([name, width, most <= width]).toEqual([name, width, true]);
      }
  });

  it('shows English where there is English, or the language that is asked for', async () => {
    const titled = ['matrix', 'list', 'commitment', 'timeline', 'why', 'session', 'board', 'silence', 'overview'];
    const naming = (words: string, lang?: string) =>
      texts({ width: 100, ...(lang && { lang }) })
        .filter(({ text }) => text.includes(words))
        .map(({ name }) => name);
    expect(naming('road')).toEqual(titled);
    expect(naming('道路', 'zh')).toEqual(titled);
    expect(await shown('board', 'pk-a', '--lang', 'zh')).toContain('道路');
  });

  it('prints nothing of the record that would steer a terminal', async () => {
    for (const { text } of texts({ width: 100 })) expect(printable(text)).not.toMatch(steering);
    expect(await shown('session', 'f.1')).not.toMatch(steering);
    expect(answers.get('session')).toMatchObject({
      minutes: { signatures: [{ office: 'S\u009b31m \u202egnorw' }, {}] },
    });
  });

  it.each([
    [['board', 'pk-mots'], 4, 'There is no institution pk-mots'],
    [['matrix', 'f', '--as-of', '2023'], 2, 'For the end of the year write 2023-12-31.'],
    [['status', '--limit', '0'], 2, '--limit must be a whole number from 1 to 500'],
    [['matrix', 'f', '--width', '59'], 2, 'from 60 to 200'],
    [['list'], 2, '--overdue, --awaiting-me or --referred-to-us'],
    [['session', 'f', '--limit', '2'], 2, 'leave out the id'],
  ])(
    'refuses %j in the same words, too',
    async (args, code, words) => {
      for (const answer of [await jwg(...args), await through(...args)])
        expect(answer).toMatchObject({ code, stdout: '', stderr: expect.stringContaining(words) });
    },
    60_000,
  );

  it('says which sessions the matrix leaves out, and shows them when they are asked for', async () => {
    const latest = await shown('matrix', 'f');
    expect(latest).toContain('Session 12');
    expect(latest.replace(/\s+/g, ' ')).toContain('Not shown: sessions 1-9. See them by --sessions 1-9');
    const first = await shown('matrix', 'f', '--sessions', '1-8', '--width', '160');
    expect([1, 8, 9].map((n) => new RegExp(`Session ${n}\\b`).test(first))).toEqual([true, true, false]);
    expect(first).toContain('Not shown: sessions 9-12. See them by --sessions 9-12');
    const all = await shown('matrix', 'f', '--csv');
    expect(all.split('\r\n')[0]).toMatch(/,f\.1 did,f\.1 status,.*,f\.12 did,f\.12 status$/);
  }, 60_000);

  it('shows of a commitment all that was recorded about it', async () => {
    const status = await shown('status', 'f.1.c1');
    expect(status).toMatch(/Milestones\n- m1 The first mile, due 2020-06-01, reached on 2020-07-01/);
    expect(status).toMatch(/Assessments\n- PK, \d{4}-\d\d-\d\d: at risk\. It is late/);
    expect(status).toMatch(/Evidence\n- Photograph 7\n- Report 12/);
    expect(status).toMatch(/Consents[^\n]*\n- PK, \d{4}-\d\d-\d\d: confirm completion/);
    const timeline = await shown('timeline', 'f.1.c1');
    expect(timeline).toMatch(/MilestoneReached.*The first mile[\s\S]*on 2020-07-01: missed its date/);
    expect(timeline).toMatch(/evidence: Report 12/);
    expect(timeline).toMatch(/PK: at risk/);
    expect(timeline).toMatch(/PK consents: confirm completion/);
  }, 60_000);

  it('shows what a correction changed, and which item a review was about', async () => {
    expect(await shown('timeline', 'f.2')).toContain('f.2.s1: text: Words 0 → Better words');
    expect(await shown('session', 'f.2')).toMatch(/corrected: text: Words 0 → Better words \(A typing\n.* error\)/);
    expect(await shown('timeline', 'f.12')).toMatch(/CommitmentReviewed[\s\S]*about f\.1\.c3\n.*to g\n/);
    expect(await shown('session', 'f.12')).toContain('f.1.c3: referred');
  }, 60_000);

  it('lists what is overdue, whose move it is, and what was referred, across forums', async () => {
    const ids = async (...args: string[]) =>
      (JSON.parse(await shown('list', ...args, '--json')) as { items: { id: string }[] }).items.map(({ id }) => id);
    expect(await ids('--overdue', '--as-of', 'f.5', '--basis', 'occurred')).toEqual(['f.1.c1']);
    expect(await ids('--awaiting-me', '--side', 'PK')).toEqual(['f.12.c1']);
    expect(await ids('--referred-to-us')).toEqual(['f.1.c3']);
    const mine = await through('list', '--awaiting-me', '--json'); // the token is of the secretariat of CN
    expect(JSON.parse(mine.stdout)).toMatchObject({ items: [{ id: 'f.1.c1' }] });
    expect(await jwg('list', '--awaiting-me')).toMatchObject({ code: 2, stderr: expect.stringContaining('--side') });
  }, 60_000);

  it('counts the commitments of forums, and tells the moments that --as-of takes', async () => {
    expect(answers.get('overview')).toMatchObject({ forums: [{ id: 'f', commitments: { all: 4 } }, { id: 'g' }] });
    expect(await shown('facets', 'f', '--q', 'road')).toMatch(
      /^f: 1 of 4 commitments[^]*\nstatus +reported complete +1\n/,
    );
    const csv = (await shown('moments', 'f', '--csv')).split('\r\n').map((line) => line.split(','));
    const [, , , position] = csv.find(([, session]) => session === 'f.2')!;
    const matrix = JSON.parse(await shown('matrix', 'f', '--as-of', position!, '--json')) as {
      sessions: { id: string }[];
    };
    expect(matrix.sessions.at(-1)!.id).toBe('f.2');
  }, 60_000);

  it('makes CSV that no spreadsheet runs, and says on standard error that there is more', async () => {
    const { stdout, stderr } = await jwg('status', '--csv', '--limit', '2');
    const [head, , second] = stdout.split('\r\n');
    expect(head).toBe(
      'commitment,forum,title,kind,lead,support,due,dueSession,adoption,implementation,disposition,status,referredTo,flags',
    );
    expect(second).toMatch(/^f\.1\.c2,f,"'=HYPERLINK\(""http:\/\/x""\),�\[2Kgone",support,pk-a cn-b,/);
    expect(stderr).toBe('More: --after f.1.c2\n');
  });

  it('takes the words that it shows', async () => {
    const wanted = ['--status', 'reported complete', '--kind', 'Joint-Project', '--flag', 'silent(11)'];
    expect(await shown('status', ...wanted)).toContain('f.1.c1');
    expect(await jwg('status', '--status', 'finished')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--status takes one of not started, in progress'),
    });
  });

  it('prints an error as a problem under --json, with its way out and the exit code', async () => {
    const errorOf = async (args: string[], env = {}) => {
      const { code, stdout, stderr } = await cli([...args, '--json'], env);
      expect(stdout).toBe('');
      return { code, ...(JSON.parse(stderr) as object) };
    };
    const data = ['--data', folder];
    expect(await errorOf(['board', 'nobody', ...data])).toMatchObject({
      ...{ code: 4, exit: 4, type: 'urn:jwg:problem:not-found', status: 404, title: 'There is no such thing' },
      wayOut: expect.stringContaining('jwg forums'),
    });
    expect(await errorOf(['board', 'nobody', '--url', server.url], { JWG_TOKEN: token })).toMatchObject({
      ...{ code: 4, exit: 4, type: 'urn:jwg:problem:not-found', status: 404 },
    });
    expect(await errorOf(['matrix'])).toMatchObject({
      ...{ code: 2, exit: 2, status: 400, detail: "missing required argument 'forum'" },
      wayOut: expect.stringContaining('--help'),
    });
    expect(await errorOf(['forums', '--url', 'http://127.0.0.1:9'], { JWG_TOKEN: token })).toMatchObject({
      ...{ code: 5, exit: 5, type: 'urn:jwg:problem:unavailable' },
      wayOut: expect.stringContaining('--url'),
    });
  }, 60_000);

  it('asks a server how far its followers are, without a token', async () => {
    const { code, stdout } = await cli(['health', '--url', server.url, '--csv']);
    expect([code, stdout.split('\r\n')[0]]).toEqual([0, 'follower,position,behind,state']);
    expect(stdout).toMatch(/\r\ncommitments,\d+,0,follows\r\n/);
  });

  it('prints its version', async () => {
    expect((await cli(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('completes commands, options and words in bash', async () => {
    const script = join(folder, 'jwg.bash');
    writeFileSync(script, (await cli(['completion', 'bash'])).stdout);
    const complete = async (...words: string[]) => {
      const call = `source ${script}; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _jwg; echo "\${COMPREPLY[@]}"`;
      const { stdout } = await promisify(execFile)('bash', ['-c', call, 'bash', 'jwg', ...words]);
      return stdout.trim();
    };
    expect(await complete('ma')).toBe('matrix');
    expect(await complete('relay', 're')).toBe('replay');
    expect(await complete('status', '--flag', 'o')).toBe('overdue');
    expect(await complete('matrix', 'f', '--sess')).toBe('--sessions');
    expect(await complete('send', 'ReportP')).toBe('ReportProgress');
  });

  it.each(['zsh', 'fish'])('makes a script that %s can read', async (shell) => {
    const { stdout } = await cli(['completion', shell]);
    expect(stdout).toContain('relay status');
    const program = [`/usr/bin/${shell}`, `/bin/${shell}`].find((it) => existsSync(it));
    if (program === undefined) return;
    const script = join(folder, `jwg.${shell}`);
    writeFileSync(script, stdout);
    await promisify(execFile)(program, ['-n', script]);
  });
});
