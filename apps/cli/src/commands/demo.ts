import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { openLocalIssuer, Platform, productFolder, settingsIn, type Actor, type Settings } from '@jwg/platform';
import { withApp } from '../app.js';
import { beforeCorrection, importExamples } from '../demo/examples.js';
import { tour } from '../demo/tour.js';
import { say as sayLine } from '../output.js';
import { linkOf } from '../sign-in-link.js';
import { renderImported } from '../render/imported.js';
import { sheetOf } from '../render/sheet.js';
import { served } from './serve.js';

export const demo = (program: Command): Command =>
  program
    .command('demo')
    .description('the examples: real sessions, imported into a data folder of their own and shown')
    .option('--data <folder>', 'the data folder', process.env.JWG_DATA ?? join(productFolder, 'demo-data'))
    .option('--once', 'end after printing; without it the examples are served over HTTP')
    .option('--kafka <brokers>', 'publish them on these brokers, too; npm run demo -- --kafka starts one')
    .action(async ({ data, once, kafka }: { data: string; once?: boolean; kafka?: string }) => {
      await show(data);
      const relaying = { JWG_DATA: data, ...(kafka !== undefined && { JWG_KAFKA_BROKERS: kafka }) };
      if (once) return kafka === undefined ? undefined : publish(settingsIn(relaying));
      const { PORT = '3000', ...env } = withoutSettings(process.env);
      say(await invitation(data, `http://localhost:${PORT}`));
      process.exitCode = await served({ ...env, PORT, ...relaying });
    });

const say = (text: string) => sayLine(`${text}\n`);

const show = (data: string): Promise<void> =>
  withApp(
    data,
    'write',
    async (app) => {
      const { width } = sheetOf({}, '');
      await importExamples(app, (it) => sayLine(renderImported(it, width)));
      const before = await beforeCorrection(app);
      const folder = relative(process.cwd(), data);
      const command = (args: string) => `npm run -s jwg -- ${args}${args === '--help' ? '' : ` --data ${folder}`}`;
      say(`\n${await tour(app.queries, before, command)}`);
      say(['And then:', ...more.map((it) => `  ${command(it)}`)].join('\n'));
    },
    withoutSettings(process.env),
  );

const more = [
  'list --overdue', // in every forum
  'status cpec-jwg-st.2.c1',
  'timeline cpec-jwg-gwadar.0.c1',
  'session cpec-jcc.11',
  '--help',
];

/** Runs the relay to the end of the ledger, as a server would. */
const publish = async (settings: Settings): Promise<void> => {
  const platform = await Platform.open(settings);
  try {
    platform.start();
    for (const until = Date.now() + PUBLISHING_MS; platform.relay()?.lag !== 0; await sleep(50))
      if (Date.now() > until)
        throw new Error(platform.relay()?.failure?.error ?? `The relay took longer than ${PUBLISHING_MS / 1000} s.`);
  } finally {
    await platform.close();
  }
};

const PUBLISHING_MS = 60_000;

/** Removes the settings of other ledgers, so that the demo accepts its own tokens. */
const withoutSettings = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !/^(JWG_|HOST$)/.test(name)));

/** The people for whom the demo makes tokens. */
const people: Readonly<Record<string, Actor>> = {
  RECORDER: { id: 'demo recorder', role: 'recorder' },
  SECRETARIAT_PK: { id: 'demo secretariat of Pakistan', role: 'secretariat', side: 'PK' },
  SECRETARIAT_CN: { id: 'demo secretariat of China', role: 'secretariat', side: 'CN' },
  COCHAIR_PK: { id: 'demo co-chair of Pakistan', role: 'coChair', side: 'PK' },
  COCHAIR_CN: { id: 'demo co-chair of China', role: 'coChair', side: 'CN' },
  FOCALPOINT: { id: 'demo focal point of STZA', role: 'focalPoint', side: 'PK', institution: 'pk-stza' },
  AUDITOR: { id: 'demo auditor', role: 'auditor' },
  SERVICE: { id: 'demo service', role: 'service' },
};
const HOURS = 8;
/** What the links open, but for who has a board. */
const MATRIX = '/forums/cpec-jwg-st';

const invitation = async (data: string, url: string): Promise<string> => {
  const { issue, links } = await openLocalIssuer(data);
  const tokens = Object.entries(people).map(async ([name, actor]) => `  ${name}=${await issue(actor, HOURS * 3600)}`);
  const linkFor = async (actor: Actor, to = MATRIX) =>
    linkOf(url, await links.make({ actor, seconds: HOURS * 3600 }, HOURS * 3600), to);
  const others = Object.entries(people).filter(([, { role }]) => role !== 'service' && role !== 'auditor');
  const signingIn = others.map(async ([name, actor]) => {
    const { institution } = actor;
    return `  ${name}\n    ${await linkFor(actor, institution && `/institutions/${institution}`)}`;
  });
  return [
    'The page, signed in as an auditor; this link opens it once:',
    `  ${await linkFor(people.AUDITOR!)}`,
    '',
    'Served until Ctrl-C:',
    `  ${url}/                    the page`,
    `  ${url}/docs                the explorer`,
    `  ${url}/openapi.json        what it explores`,
    `  ${url}/health/ready        whether the read models keep up`,
    '',
    `A link for everybody else, to sign in with a browser once, within ${HOURS} hours:`,
    ...(await Promise.all(signingIn)),
    '',
    `A token for each role, good for ${HOURS} hours. In another terminal:`,
    ...(await Promise.all(tokens)),
    '',
    'Then read, record, and look at what it led to:',
    `  curl -s -w '\\n' -H "Authorization: Bearer $AUDITOR" ${url}/v1/forums/cpec-jwg-st/matrix`,
    `  curl -s -w '\\n' -H "Authorization: Bearer $FOCALPOINT" -H "Content-Type: application/json" -H "Idempotency-Key: demo" -d '{"narrative":"The first zone is being built"}' ${url}/v1/commitments/cpec-jwg-st.2.c1/progress-reports`,
    `  curl -s -w '\\n' -H "Authorization: Bearer $AUDITOR" ${url}/v1/commitments/cpec-jwg-st.2.c1`,
  ].join('\n');
};
