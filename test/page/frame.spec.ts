import { expect, it } from '@jest/globals';
import { realPage } from './browser.js';

const page = await realPage();

page.describe('The frame of every page', () => {
  it('begins with a link to the content, and leaves the focus there on the first page', async () => {
    const tab = await page.open('/forums');
    await tab.getByRole('link', { name: 'CPEC Joint Cooperation Committee' }).waitFor();
    await tab.keyboard.press('Tab');
    expect(await tab.evaluate(() => document.activeElement?.textContent)).toBe('To the content');
    await tab.keyboard.press('Enter');
    expect(await tab.evaluate(() => document.activeElement?.id)).toBe('content');
    expect(new URL(tab.url()).hash).toBe('');
  });

  it('gives the heading the focus on arrival at another page, and says its title', async () => {
    const tab = await page.open('/forums');
    await tab.getByRole('link', { name: 'CPEC Joint Cooperation Committee' }).click();
    await tab.getByRole('heading', { level: 1, name: 'CPEC Joint Cooperation Committee' }).waitFor();
    await tab.waitForFunction(() => document.activeElement?.tagName === 'H1');
    await tab.locator('#heard', { hasText: 'CPEC Joint Cooperation Committee' }).waitFor({ state: 'attached' });
    expect(await tab.title()).toBe('CPEC Joint Cooperation Committee · JWG Ledger');
  });

  it('tells which parameters it cannot read, and offers the address without them', async () => {
    const tab = await page.open('/forums?colour=red&signedOnly=perhaps&asOf=30');
    const told = tab.getByRole('status').filter({ hasText: 'cannot be read' });
    expect(await told.innerText()).toMatch(/colour, signedOnly/);
    await tab.getByRole('link', { name: 'Go on without' }).click();
    await told.waitFor({ state: 'detached' });
    expect(new URL(tab.url()).search).toBe('?asOf=30');
  });

  it('shows a problem with its way out and the id of the request', async () => {
    const tab = await page.open('/forums?asOf=yesterday');
    const alert = tab.getByRole('alert');
    expect(await alert.innerText()).toMatch(/yesterday is neither[\s\S]*Write 1024[\s\S]*Request [0-9a-f-]{36}/);
    await alert.getByRole('link', { name: 'Back to now' }).click();
    await tab.getByRole('link', { name: 'CPEC Joint Cooperation Committee' }).waitFor();
    expect(new URL(tab.url()).search).toBe('');
  });

  it('reads again by itself when the ledger can answer again', async () => {
    const tab = await page.open('/forums');
    await tab.getByRole('link', { name: 'CPEC Joint Cooperation Committee' }).waitFor();
    let calls = 0;
    const busy = { status: 501, contentType: 'application/problem+json', headers: { 'retry-after': '1' } };
    await tab.route('**/v1/forums/cpec-jcc*', (route) =>
      ++calls > 4
        ? route.continue()
        : route.fulfill({ ...busy, body: JSON.stringify({ type: 'urn:jwg:problem:unavailable', title: 'Busy' }) }),
    );
    await tab.getByRole('link', { name: 'CPEC Joint Cooperation Committee' }).click();
    await tab.getByText(/Reading again in \d+ second/).waitFor({ timeout: 15_000 });
    await tab.getByRole('heading', { level: 1, name: 'CPEC Joint Cooperation Committee' }).waitFor({ timeout: 15_000 });
    expect(calls).toBeGreaterThan(4);
  });

  it('shows its keys, goes by them, and lets a reader switch single letters off', async () => {
    const tab = await page.open('/forums');
    await tab.getByRole('heading', { level: 1 }).waitFor();
    await tab.keyboard.press('?');
    const keys = tab.getByRole('dialog', { name: 'Keys' });
    await keys.getByRole('switch', { name: 'Single letters are keys' }).uncheck();
    await tab.keyboard.press('Escape');
    await keys.waitFor({ state: 'hidden' });
    await tab.keyboard.press('g');
    await tab.keyboard.press('i');
    await tab.keyboard.press('?');
    expect(await keys.isVisible()).toBe(false);
    expect(new URL(tab.url()).pathname).toBe('/forums');
    await tab.evaluate(() => localStorage.clear());
    await tab.keyboard.press('g');
    await tab.keyboard.press('i');
    await tab.getByRole('heading', { level: 1, name: 'Institutions' }).waitFor();
  });

  it('says of an address without a page that there is none', async () => {
    const tab = await page.open('/nowhere');
    await tab.getByRole('heading', { level: 1, name: 'There is no page at this address.' }).waitFor();
  });
});
