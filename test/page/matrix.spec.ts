import { expect, it } from '@jest/globals';
import { realPage } from './browser.js';

const page = await realPage();

page.describe('The matrix of a forum', () => {
  it('shows each commitment with what each session did to it, and its status', async () => {
    const tab = await page.open('/forums/cpec-jwg-st');
    const row = tab.getByRole('row', { name: /Support STZA/ });
    await row.waitFor();
    expect(await row.innerText()).toMatch(/introduced[\s\S]*not started[\s\S]*In progress/);
    expect(await tab.getByRole('heading', { level: 1 }).innerText()).toBe(
      'CPEC Joint Working Group on Science and Technology',
    );
    expect(await tab.title()).toBe('CPEC Joint Working Group on Science and Technology · JWG Ledger');
  });
});
