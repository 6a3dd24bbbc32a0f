import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { CorrectRecord, GetSession, parseInput } from '@jwg/application';
import { within, type Receipt } from '@jwg/platform';
import { catchUp, type App } from '../app.js';
import { importFile } from '../commands/import.js';

export const root = join(import.meta.dirname, '../../../../..');

/** The real records, then the one that is made up. */
const folders = ['docs/examples/cpec', 'docs/examples/sample'].map((it) => join(root, it));

const sitting = 'sample-group.1';

/** Imports each example, and says what it brought. */
export const importExamples = async ({ commands }: App, say: (it: Awaited<ReturnType<typeof importFile>>) => void) => {
  const files = folders.flatMap((folder) =>
    readdirSync(folder)
      .sort()
      .map((file) => relative(process.cwd(), join(folder, file))),
  );
  for (const file of files) say(await importFile(commands, file, { actor: 'demo' }));
};

/**
 * Corrects a due date in the made-up record after one side has signed it, as a recorder would.
 * Resolves to the position before it. A file cannot say this: it names the event that was wrong.
 */
export const correctSample = async ({ commands, queries, platform }: App): Promise<number> => {
  await catchUp(platform);
  const { statements } = await queries.execute(parseInput(GetSession, { sessionId: sitting }));
  const { eventId } = statements[0]!;
  const [undertaking] = statements[0]!.undertakings;
  const correction = parseInput(CorrectRecord, {
    sessionId: sitting,
    eventId,
    field: 'undertakings',
    new: [
      {
        commitmentId: undertaking,
        kind: 'jointProject',
        title: { en: 'Bridge over the border river' },
        lead: ['sample-a', 'sample-b'],
        support: [],
        beneficiaries: [],
        due: { date: '2024-12-31' },
      },
    ],
    reason: 'Mistyped: the text says the end of the year.',
    provenance: { occurredAt: '2024-04-20' },
  });
  const recorder = { id: 'demo', role: 'recorder' } as const;
  // Under its own id, so that the demo can run again in the same folder.
  const { events }: Receipt = await within({ actor: recorder, commandId: CORRECTION }, () =>
    commands.execute(correction),
  );
  await catchUp(platform);
  return events[0]!.position - 1;
};

const CORRECTION = '5b0e4d5e-3f0a-4c0e-9f5e-6a3d0c1b7a11';
