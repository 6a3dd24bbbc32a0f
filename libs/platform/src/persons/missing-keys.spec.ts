import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forum } from '@jwg/domain';
import { actors } from '@jwg/domain/samples';
import { checkPersons } from '../checking/check-persons.js';
import { Platform } from '../platform.js';
import { within } from '../writing/request-context.js';

let [folder, copy]: string[] = [];
beforeEach(() => {
  [folder, copy] = ['ledger', 'copy'].map((it) => mkdtempSync(join(tmpdir(), `jwg-${it}-`)));
});
afterEach(() => [folder!, copy!].forEach((it) => rmSync(it, { recursive: true })));

const establish = async (forumId: string, by: string) => {
  const platform = await Platform.open({ folder: folder! });
  const name = { en: 'A forum' };
  const sides = ['PK', 'CN'].map((side) => ({ side, name }));
  const data = { forum: forumId, name, level: 'workingGroup', sides } as const;
  await within({ actor: { ...actors.recorder, id: by }, commandId: crypto.randomUUID() }, () =>
    platform.ledger.transact(forum, forumId, { type: 'EstablishForum', data } as never),
  );
  await platform.close();
};
const copied = (...files: string[]) => files.forEach((it) => copyFileSync(join(folder!, it), join(copy!, it)));
const found = () => checkPersons({ folder: copy! })();
const warned = async (): Promise<unknown[]> => {
  const warning = jest.spyOn(process, 'emitWarning').mockImplementation(() => {});
  await (await Platform.open({ folder: copy! })).close();
  const said = warning.mock.calls.map(([, options]) => (options as { type: string }).type);
  warning.mockRestore();
  return said.filter((it) => it === 'PersonKeysMissing');
};

describe('A ledger that was put back', () => {
  it('with its keys is well', async () => {
    await establish('one', 'A. Recorder');
    copied('ledger.db', 'followers.db', 'persons.db');
    expect([(await found()).ok, await warned()]).toEqual([true, []]);
  });

  it('without its keys says so, when it is checked and when it starts', async () => {
    await establish('one', 'A. Recorder');
    copied('ledger.db', 'followers.db');
    expect(await found()).toMatchObject({ ok: false, found: expect.stringContaining('at least 1 persons') });
    expect(await warned()).toEqual(['PersonKeysMissing']);
  });

  it('with older keys says whom they lack', async () => {
    await establish('one', 'A. Recorder');
    copied('persons.db');
    await establish('two', 'Another Recorder');
    copied('ledger.db', 'followers.db');
    expect(await found()).toMatchObject({ ok: false, found: expect.stringContaining('at least 1 persons') });
  });
});
