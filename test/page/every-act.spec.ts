import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { rowsAreThere } from '../server.js';
import { realPage } from './browser.js';
import { importMadeUp, madeUpForum } from './made-up-forum.js';
import { byPeople } from './people.js';

const page = await realPage({
  prepare: (folder) => importMadeUp(folder, { sessions: 3, commitments: 60, spokenOf: 1000 }),
});
const { openForm, recorded } = byPeople(page);

const pakistan = ['--role', 'secretariat', '--side', 'PK', '--name', 'secretariat of Pakistan'];
const china = ['--role', 'secretariat', '--side', 'CN', '--name', 'secretariat of China'];

/** What somebody did before, without the page: the end of its path, and its body. */
type Before = readonly [as: readonly string[], path: string, body: object];

interface Case {
  readonly command: string;
  /** The number of a commitment of session 1, which both sides signed. */
  readonly of: number;
  readonly button: string;
  readonly send: string;
  readonly records: string;
  readonly as?: readonly string[];
  readonly before?: readonly Before[];
  fill?(form: Locator): Promise<void>;
}

const year = async (form: Locator, value: string) => form.getByLabel('Year').fill(value);
const why = async (form: Locator, words = 'Both sides want it so.') => form.getByLabel('Why').fill(words);
const letter = (form: Locator) => form.getByLabel('Where it is', { exact: false }).fill('Letter 7');
const report: Before = [pakistan, 'progress-reports', { narrative: 'It goes on.' }];
const done: Before = [pakistan, 'completion', { completedOn: '2007', evidence: [{ reference: 'Letter 6' }] }];
const started: Before = [pakistan, 'start', { cause: 'The money is there.' }];
const because = { reason: 'Both sides want it so.' };

/** Each act of a commitment once. */
const cases: readonly Case[] = [
  {
    command: 'ReportProgress',
    of: 1,
    button: 'Report progress',
    send: 'Report',
    records: 'ProgressReported',
    async fill(form) {
      await form.getByLabel('What has been done').fill('The first pile stands.');
      await form.getByLabel('Done, in %').fill('40');
      await letter(form);
    },
  },
  {
    command: 'ReportCompletion',
    of: 3,
    button: 'Report completion',
    send: 'Report as complete',
    records: 'CompletionReported',
    async fill(form) {
      await year(form, '2007');
      await letter(form);
    },
  },
  {
    command: 'StartWork',
    of: 4,
    button: 'Start work',
    send: 'Record that work started',
    records: 'WorkStarted',
    fill: (form) => form.getByLabel('What started it').fill('The money is there.'),
  },
  {
    command: 'BlockCommitment',
    of: 5,
    button: 'Put on hold',
    send: 'Record that it is on hold',
    records: 'CommitmentBlocked',
    before: [started],
    async fill(form) {
      await form.getByLabel('What holds it up').fill('A flood.');
      await form.getByLabel('What it waits for').fill('The dry season');
    },
  },
  {
    command: 'UnblockCommitment',
    of: 7,
    button: 'Work goes on',
    send: 'Record that work goes on',
    records: 'CommitmentUnblocked',
    before: [started, [pakistan, 'block', { cause: 'A flood.' }]],
    fill: (form) => form.getByLabel('Remarks').fill('The water is gone.'),
  },
  {
    command: 'AttachEvidence',
    of: 8,
    button: 'Add evidence',
    send: 'Add it',
    records: 'EvidenceAttached',
    async fill(form) {
      await letter(form);
    },
  },
  {
    command: 'WithdrawEntry',
    of: 10,
    button: 'Withdraw an entry',
    send: 'Withdraw it',
    records: 'EntryWithdrawn',
    before: [report, [china, 'progress-reports', { narrative: 'Theirs goes on too.' }]],
    async fill(form) {
      await form.getByLabel('Which entry').getByRole('option').nth(1).waitFor({ state: 'attached' });
      const offered = await form.getByLabel('Which entry').getByRole('option').allInnerTexts();
      expect(offered).toEqual(['', expect.stringMatching(/It goes on\.$/)]); // what others reported is not theirs
      await form.getByLabel('Which entry').selectOption({ index: 1 });
      await why(form);
    },
  },
  {
    command: 'ConfirmCompletion',
    of: 11,
    button: 'Confirm completion',
    send: 'Confirm for our side',
    records: 'CompletionConfirmed',
    before: [done, [china, 'completion/confirmation', {}]],
  },
  {
    command: 'RejectCompletion',
    of: 12,
    button: 'Do not accept',
    send: 'Record that it is not accepted',
    records: 'CompletionNotAccepted',
    as: china,
    before: [done],
    fill: why,
  },
  {
    command: 'AssessProgress',
    of: 13,
    button: 'Assess',
    send: 'Record our assessment',
    records: 'ProgressAssessed',
    async fill(form) {
      await form.getByLabel('How it goes').selectOption('at risk');
      await form.getByLabel('Remarks').fill('It is late.');
    },
  },
  {
    command: 'SetDueDate',
    of: 6,
    button: 'Set a due date',
    send: 'Set it',
    records: 'DueDateSet',
    before: [[china, 'due-date', { due: { date: '2031' } }]],
    fill: (form) => year(form, '2031'),
  },
  {
    command: 'AssignResponsibility',
    of: 2,
    button: 'Name who is responsible',
    send: 'Name it',
    records: 'ResponsibilityAssigned',
    async fill(form) {
      await form.getByLabel('Institution').selectOption('pk-gpa');
      await form.getByLabel('Its part').selectOption('support');
    },
  },
  {
    command: 'ReassignResponsibility',
    of: 15,
    button: 'Hand over responsibility',
    send: 'Hand it over',
    records: 'ResponsibilityReassigned',
    async fill(form) {
      await form.getByLabel('From').selectOption('pk-moma');
      await form.getByLabel('To', { exact: true }).selectOption('pk-gpa');
      await form.getByLabel('Its part').selectOption('lead');
      await why(form);
    },
  },
  {
    command: 'ReviseDueDate',
    of: 16,
    button: 'Move the due date',
    send: 'Consent for our side',
    records: 'DueDateRevised',
    before: [[china, 'due-date/revision', { to: { date: '2031' }, ...because }]],
    async fill(form) {
      expect(await form.getByLabel('Year').inputValue()).toBe('2031');
      expect(await form.getByLabel('Why').inputValue()).toBe(because.reason);
    },
  },
  {
    command: 'WithdrawCommitment',
    of: 17,
    button: 'Withdraw the commitment',
    send: 'Consent to its withdrawal for our side',
    records: 'ConsentGiven',
    fill: why,
  },
  {
    command: 'LapseCommitment',
    of: 19,
    button: 'Let it lapse',
    send: 'Consent to its lapse for our side',
    records: 'CommitmentLapsed',
    before: [[china, 'lapse', { rule: 'The programme ended.' }]],
  },
  {
    command: 'ReopenCommitment',
    of: 20,
    button: 'Reopen',
    send: 'Consent to its reopening for our side',
    records: 'CommitmentReopened',
    before: [
      done,
      [pakistan, 'completion/confirmation', {}],
      [china, 'completion/confirmation', {}],
      [china, 'reopening', because],
    ],
  },
];

const idOf = ({ of }: Case) => `${madeUpForum}.1.c${of}`;

const give = async (id: string, [as, path, body]: Before) => {
  await rowsAreThere(page.server.url);
  const address = `${page.server.url}/v1/commitments/${id}`;
  const authorization = `Bearer ${await page.tokenOf(as)}`;
  const seen = await fetch(address, { headers: { authorization } });
  const answer = await fetch(`${address}/${path}`, {
    method: 'POST',
    headers: {
      authorization,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
      'if-match': seen.headers.get('etag')!,
    },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${id} ${path}: ${await answer.text()}`);
};

/** Gives it on the page; the types of what was recorded of it. */
const giveOnThePage = async (it: Case): Promise<string[]> => {
  const id = idOf(it);
  for (const before of it.before ?? []) await give(id, before);
  const known = (await recorded(id)).length;
  const tab = await page.open(`/commitments/${id}`, { as: it.as ?? pakistan });
  const form = await openForm(tab, it.button);
  await it.fill?.(form);
  const told = form.getByRole('complementary', { name: 'What this will do' });
  await told.getByRole('listitem').last().waitFor();
  expect(await told.getByRole('listitem').last().innerText()).toMatch(/record for good/);
  expect((await recorded(id)).length).toBe(known); // told, not done
  await form.getByRole('button', { name: it.send, exact: true }).click();
  await tab.getByText(/Recorded at position \d+\./).waitFor();
  return (await recorded(id)).slice(known);
};

page.describe('Each act of a commitment, given on the page', () => {
  it.each(cases)('$command is told beforehand, and recorded', async (it) => {
    expect(await giveOnThePage(it)).toContain(it.records);
  });

  it('is one of these', () => {
    const sources = ['act-list', 'both-sides'].map((file) =>
      readFileSync(new URL(`../../apps/web/src/acts/${file}.ts`, import.meta.url), 'utf8'),
    );
    const offered = [...sources.join('').matchAll(/command: '(\w+)',\n\s+path:/g)].map(([, command]) => command);
    expect(cases.map(({ command }) => command).sort()).toEqual(offered.sort());
  });
});
