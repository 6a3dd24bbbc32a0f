import { generateKeyPairSync } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { cosigner, cosignerKeyText, parseNote, signNote } from '@jwg/ledger-proof';
import type { Page } from 'playwright-core';
import { realPage } from './browser.js';

const { privateKey } = generateKeyPairSync('ed25519');
const witness = cosigner('pk-witness', privateKey, () => new Date('2026-11-30T02:00:06Z'));
const page = await realPage({ settings: { JWG_WITNESSES: cosignerKeyText('pk-witness', privateKey) } });
const road = '/commitments/cpec-jwg-gwadar.0.c1';
const panel = (tab: Page) => tab.getByRole('region', { name: 'Proof' });
const press = async (tab: Page) => {
  await panel(tab).getByRole('button', { name: 'Verify in this tab' }).focus();
  await tab.keyboard.press('Enter');
};

page.describe('The proof of a commitment', () => {
  it('is checked in this tab, which says what it checked and what it could not prove', async () => {
    const tab = await page.open(road);
    await panel(tab).waitFor();
    const asked: string[] = [];
    tab.on('request', (request) => asked.push(new URL(request.url()).pathname));
    // From here on the verifier could ask nobody.
    await tab.route('**/v1/bundles/*', async (route) => {
      const answer = await route.fetch();
      await tab.context().setOffline(true);
      await route.fulfill({ response: answer });
    });
    await press(tab);
    await panel(tab).getByRole('status').getByText('Checked, and so.').waitFor();
    const words = await panel(tab).innerText();
    expect(words).toMatch(/commitment-cpec-jwg-gwadar\.0\.c1 \d+ events; none that all may see is missing/);
    expect(words).toMatch(/first \d+ events is signed by the key below/);
    expect(words).toContain('Compare it with one that you kept elsewhere');
    expect(words).toContain('That what was entered is what was said and signed.');
    expect(asked.filter((it) => /bundle|proof|checkpoint|tile/.test(it))).toEqual([
      '/verify-bundle.mjs',
      '/v1/bundles/cpec-jwg-gwadar.0.c1',
    ]);
  });

  it('is checked without threads, and not found wrong by a browser that cannot compute it', async () => {
    const tab = await page.open(road);
    await panel(tab).waitFor();
    await tab.evaluate(() => Reflect.deleteProperty(globalThis, 'Worker'));
    await press(tab);
    await panel(tab).getByRole('status').getByText('Checked, and so.').waitFor();
    // As in a page that came over http from another computer.
    await tab.evaluate(() => Object.defineProperty(crypto, 'subtle', { value: undefined, configurable: true }));
    await press(tab);
    await panel(tab).getByText('This browser cannot check what was signed').waitFor();
    expect(await panel(tab).getByRole('status').innerText()).toBe('');
  });

  it('fails in this tab when an answer was changed on its way', async () => {
    const tab = await page.open(road);
    await panel(tab).waitFor();
    let changed = 0;
    await tab.route('**/v1/bundles/*', async (route) => {
      const answer = await route.fetch();
      const text = await answer.text();
      const other = text.replace('"percent":58', '"percent":85');
      if (other !== text) changed += 1;
      await route.fulfill({ response: answer, body: other });
    });
    await press(tab);
    await panel(tab).getByRole('status').getByText('This is not what was signed.').waitFor();
    expect(changed).toBe(1);
    expect(
      await panel(tab)
        .getByText(/An event was changed\.\s+position \d+/)
        .count(),
    ).toBe(1);
    expect(await panel(tab).getByText('Checked, and so.').count()).toBe(0);
    await tab.unroute('**/v1/bundles/*');
    await press(tab);
    await panel(tab).getByRole('status').getByText('Checked, and so.').waitFor();
  });

  it('does not take the bundle of another commitment for it', async () => {
    const tab = await page.open(road);
    await panel(tab).waitFor();
    await tab.route('**/v1/bundles/*', async (route) => {
      await route.fulfill({ response: await route.fetch({ url: `${page.server.url}/v1/bundles/cpec-jcc.11.c1` }) });
    });
    await press(tab);
    await panel(tab).getByText('The bundle is about something else.').waitFor();
  });

  it('tells of a moment in the past no more than was recorded then', async () => {
    const tab = await page.open(`${road}?asOf=56`);
    await press(tab);
    await panel(tab).getByText('as far as position 56').waitFor();
  });

  it('is told in Urdu, from right to left, and in Chinese, and fits a telephone', async () => {
    for (const [lang, button, so] of [
      ['ur', 'اسی ٹیب میں تصدیق کریں', 'جانچ لیا گیا: درست ہے۔'],
      ['zh', '在此标签页中验证', '已核对，属实。'],
    ] as const) {
      const tab = await page.open(`${road}?lang=${lang}`, { viewport: { width: 320, height: 844 } });
      await tab.getByRole('button', { name: button }).click();
      await tab.getByText(so).waitFor();
      const beyond = await tab.locator('main').evaluate((it) => it.scrollWidth - it.clientWidth);
      expect([lang, beyond]).toEqual([lang, 0]);
    }
  });
});

const cosign = async (): Promise<number> => {
  const checkpoint = `${page.server.url}/checkpoint`;
  const note = await (await fetch(checkpoint)).text();
  const [, line] = signNote(parseNote(note).text, witness).split('\n\n');
  const request = { method: 'POST', headers: { 'content-type': 'text/plain' }, body: note + line };
  return (await fetch(`${checkpoint}/cosignatures`, request)).status;
};

page.describe('The checkpoints on the home of an auditor', () => {
  const desk = (tab: Page) => tab.getByRole('region', { name: 'Checkpoints and co-signatures' });

  it('are listed with who has co-signed them and when, by that witness’s clock', async () => {
    const before = await page.open('/');
    await desk(before).getByText('nobody yet').waitFor();
    expect(await cosign()).toBe(204);
    const tab = await page.open('/');
    await desk(tab).getByText('pk-witness').waitFor();
    const row = await desk(tab).getByRole('row').nth(1).innerText();
    expect(row).toMatch(/^\d+\s+\S{43}=\s+pk-witness 30 Nov 2026, 02:00:06 UTC\s+the first came here at /);
  });

  it('are shown to auditors alone, and not in the past', async () => {
    const secretariat = ['--role', 'secretariat', '--side', 'PK', '--name', 'Amna'];
    for (const [address, as, name] of [
      ['/', secretariat, 'Amna'],
      ['/?asOf=60', undefined, 'auditor'],
    ] as const) {
      const tab = await page.open(address, { as });
      await tab.getByRole('banner').getByText(name).first().waitFor();
      await tab.getByRole('heading', { name: /Lately/ }).waitFor();
      expect([address, await desk(tab).count()]).toEqual([address, 0]);
    }
  });

  it('fit a telephone, from right to left too', async () => {
    const tab = await page.open('/?lang=ur', { viewport: { width: 320, height: 844 } });
    await tab.getByRole('heading', { name: 'چیک پوائنٹ اور گواہوں کے دستخط' }).waitFor();
    await tab.getByText('pk-witness').waitFor();
    expect(await tab.locator('main').evaluate((it) => it.scrollWidth - it.clientWidth)).toBe(0);
  });
});
