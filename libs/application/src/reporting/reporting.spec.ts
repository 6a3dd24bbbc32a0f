import 'reflect-metadata';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { v5 } from 'uuid';
import {
  madeAs,
  reportFormats,
  sameAs,
  writtenForum,
  writtenReport,
  type ReportedForum,
  type ReportFormat,
} from '@jwg/audit';
import type { Actor } from '@jwg/domain';
import { Platform, within } from '@jwg/platform';
import { ApplicationModule } from '../application.module.js';
import { ImportRecord } from '../import/import-record.js';
import { NotFound } from '../reading/ledger-query.js';
import { ReportActionTaken, type ReportedAction } from './report-action-taken.js';
import { ReportForum } from './report-forum.js';

const root = join(import.meta.dirname, '../../../..');
const files = ['1-forums.yaml', '2-jwg-st.yaml'].map((it) => join(root, 'docs/examples/cpec', it));
const sessionId = 'cpec-jwg-st.2';
const recorder: Actor = { id: 'recorder', role: 'recorder' };
const auditor = (side?: string): Actor => ({ id: 'auditor', role: 'auditor', ...(side && { side }) });

interface Ledger {
  readonly app: INestApplicationContext;
  readonly folder: string;
  readonly report: (side: string, asOf?: string, by?: Actor) => Promise<ReportedAction>;
  readonly ofForum: (asked?: Partial<ReportForum>, by?: Actor) => Promise<ReportedForum>;
}

/** A fresh ledger with the examples, at the same time as every other. */
const imported = async (): Promise<Ledger> => {
  const folder = await mkdtemp(join(tmpdir(), 'jwg-report-'));
  const clock = () => new Date('2026-01-01T00:00:00Z');
  const module = ApplicationModule.open({ folder, clock });
  const app = await NestFactory.createApplicationContext(module, { logger: ['error'] });
  await app.init();
  const as = <T>(actor: Actor, work: () => Promise<T>) => within({ actor, commandId: v5('report', v5.URL) }, work);
  for (const file of files) {
    const content = await readFile(file);
    await as(recorder, () => app.get(CommandBus).execute(new ImportRecord({ file: 'examples', content })));
  }
  await app.get(Platform).catchUp();
  return {
    app,
    folder,
    report: (side, asOf, by = auditor()) =>
      as(by, () => app.get(QueryBus).execute(Object.assign(new ReportActionTaken(), { sessionId, side, asOf }))),
    ofForum: (asked = {}, by = auditor()) =>
      as(by, () => app.get(QueryBus).execute(Object.assign(new ReportForum(), { forum: 'cpec-jwg-st', ...asked }))),
  };
};

const write = ({ tree, ...report }: ReportedAction, format: ReportFormat, sealed = true) =>
  writtenReport(report, sealed ? tree : undefined, format);

let ledger: Ledger;
let other: Ledger;
beforeAll(async () => {
  [ledger, other] = [await imported(), await imported()];
}, 60_000);
afterAll(async () => {
  for (const { app, folder } of [ledger, other]) {
    await app.close();
    await rm(folder, { recursive: true });
  }
});

describe('The report of the second session on science and technology', () => {
  it.each(
    ['PK', 'CN'].flatMap((side) =>
      [30, 46].flatMap((position) => reportFormats.map((format) => ({ side, position, format }))),
    ),
  )('for $side at position $position is the file in golden, as $format, in two ledgers', async (it) => {
    const { side, position, format } = it;
    const file = join(import.meta.dirname, 'golden', `${side}-${position}.${format}`);
    const [one, two] = [await ledger.report(side, String(position)), await other.report(side, String(position))];
    const text = write(one, format, false);
    if (process.env.UPDATE_GOLDEN) writeFileSync(file, text);
    expect(existsSync(file) && readFileSync(file, 'utf8')).toBe(text);
    expect(write(two, format, false)).toBe(text);
    // Each event has a nonce, so each ledger has a tree of its own; nothing else differs.
    expect(two.tree!.root).not.toBe(one.tree!.root);
    expect(write(await ledger.report(side, String(position), auditor('CN')), format)).toBe(write(one, format));
  });

  it('is of the latest signed position where none is named, and says what has no answer', async () => {
    const { position, points, tree } = await ledger.report('PK');
    expect(tree!.size).toBe(position + 1);
    const agreement = points.find(({ commitment }) => commitment?.id === 'cpec-jwg-st.0.c2')!.commitment!;
    expect(agreement.unanswered).toEqual(expect.arrayContaining(['notConfirmed', 'notSigned']));
    expect(agreement.evidence).toHaveLength(1);
    expect(points.find(({ commitment }) => commitment?.id === 'cpec-jwg-st.2.c1')!.commitment!.unanswered).toEqual(
      expect.arrayContaining(['noDate', 'notSigned']),
    );
  });

  it('of a side that the forum does not have is not found, nor of a session that was not known then', async () => {
    await expect(ledger.report('XX')).rejects.toThrow(NotFound);
    await expect(ledger.report('PK', '0')).rejects.toThrow(NotFound);
  });

  it('is compared with what the ledger yields: which event differs first, or which line', async () => {
    const made = write(await ledger.report('PK', '46'), 'md');
    expect(madeAs(made)).toEqual({ session: sessionId, side: 'PK', asOf: '46', format: 'md' });
    expect(sameAs(made, made)).toEqual({ same: true });
    const { restsOn } = await ledger.report('PK', '46');
    const [, second] = restsOn;
    expect(sameAs(made.replace(second!.digest, '0123456789abcdef'), made)).toEqual({
      same: false,
      from: second!.position,
    });
    expect(sameAs(made.replace('# Action taken', '# Nothing done'), made)).toEqual({ same: false, line: 1 });
  });
});

describe('The report of the forum on science and technology', () => {
  it.each(reportFormats)('at position 46 is the file in golden, as %s, in two ledgers', async (format) => {
    const file = join(import.meta.dirname, 'golden', `forum-46.${format}`);
    const [one, two] = [await ledger.ofForum({ asOf: '46' }), await other.ofForum({ asOf: '46' })];
    const text = writtenForum(one, format);
    if (process.env.UPDATE_GOLDEN) writeFileSync(file, text);
    expect(existsSync(file) && readFileSync(file, 'utf8')).toBe(text);
    expect(writtenForum(two, format)).toBe(text);
  });

  it('is of the latest position where none is named, and is asked for again as it says', async () => {
    const latest = await ledger.ofForum();
    expect(latest.asked).toEqual({ asOf: String(latest.position), reader: 'everybody' });
    expect(await ledger.ofForum({ asOf: latest.asked.asOf })).toEqual(latest);
    const made = writtenForum(await ledger.ofForum({ signedOnly: true, asOfBasis: 'occurred' }), 'html');
    const as = { forum: 'cpec-jwg-st', asOf: '2026-01-01', occurred: true, signedOnly: true, format: 'html' };
    expect(madeAs(made)).toEqual(as);
  });

  it('says whose eyes it was seen through, and is of no forum that is not there', async () => {
    expect(writtenForum(await ledger.ofForum({}, auditor('PK')), 'md')).toContain('what PK may read');
    await expect(ledger.ofForum({ forum: 'no-forum' })).rejects.toThrow(NotFound);
    await expect(ledger.ofForum({ asOf: '0', forum: 'cpec-jwg-gwadar' })).rejects.toThrow(NotFound);
  });
});
