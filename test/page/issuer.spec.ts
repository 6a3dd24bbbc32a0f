import { createServer } from 'node:net';
import { once } from 'node:events';
import { afterAll, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { client, PeopleIssuer } from '../../apps/api/src/testing/people-issuer.js';
import { realPage } from './browser.js';
import { byPeople } from './people.js';

/** The issuer has to know where it sends people back to before the ledger's server is there. */
const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
};

const port = await freePort();
const ledger = `http://127.0.0.1:${port}`;
const people = {
  bilal: { jwg_role: 'focalPoint', jwg_side: 'PK', jwg_institution: 'pk-stza' },
  stranger: {},
};
// Its library warns of all that suits a test and nothing else.
for (const level of ['info', 'warn'] as const) jest.spyOn(console, level).mockImplementation(() => {});
const issuer = await PeopleIssuer.start(`${ledger}/auth/callback`, people);
afterAll(() => issuer.stop());

const page = await realPage({
  settings: {
    PORT: String(port),
    JWG_PUBLIC_URL: ledger,
    JWG_OIDC_ISSUER: issuer.url,
    JWG_OIDC_AUDIENCE: 'jwg-ledger',
    JWG_OIDC_CLIENT_ID: client.id,
    JWG_OIDC_CLIENT_SECRET: client.secret,
    JWG_SIGN_IN_SECRET: 'a secret that all the servers have',
  },
});
const { openForm } = byPeople(page);

/** What somebody does at the issuer; who is known there is not asked again. */
const atIssuer = async (tab: Page, name: string) => {
  await tab.locator('input[name=login]').fill(name);
  await tab.locator('input[name=password]').fill('any');
  await tab.getByRole('button', { name: /sign-in/i }).click();
  await tab.getByRole('button', { name: /continue/i }).click();
};

page.describe('Signing in at the ministry’s issuer, by code and PKCE', () => {
  const address = '/commitments/cpec-jwg-st.2.c3?show=reports';

  it('leads back to the address where one was; a sign-in that ends in mid-typing loses nothing, and sends it once', async () => {
    const tab = await page.open(address, { as: null });
    await tab.locator('main').getByRole('link', { name: 'Sign in' }).first().click();
    const [asked] = await Promise.all([
      tab.waitForRequest((it) => it.url().startsWith(issuer.url) && it.url().includes('code_challenge')),
      tab.getByRole('link', { name: 'Sign in with your ministry’s account' }).click(),
    ]);
    expect(new URL(asked.url()).searchParams.get('code_challenge_method')).toBe('S256');
    await atIssuer(tab, 'bilal');
    await tab.getByText('bilal', { exact: true }).waitFor();
    expect(tab.url()).toBe(ledger + address);
    expect(await tab.evaluate(() => [document.cookie, Object.values({ ...localStorage }).join()])).toEqual([
      expect.not.stringContaining('jwg='),
      expect.not.stringMatching(/ey[\w-]+\./),
    ]);

    const form = await openForm(tab, 'Report progress');
    await form.getByLabel('What has been done').fill('Written while the sign-in ended');
    await tab.context().clearCookies({ name: 'jwg' });
    await form.getByLabel('What has been done').pressSequentially(', and after.');
    await form.getByRole('button', { name: 'Report', exact: true }).click();
    const sheet = tab.getByRole('dialog', { name: 'Your sign-in has ended' });
    const [other] = await Promise.all([
      tab.context().waitForEvent('page'),
      sheet.getByRole('link', { name: /Sign in with your ministry’s account/ }).click(),
    ]);
    // The issuer still knows who it is, so the other tab is signed in by itself, and this one goes on.
    await other.getByRole('heading', { level: 1, name: 'You are signed in again' }).waitFor();
    await tab.getByText(/Recorded at position/).waitFor();
    expect(await sheet.isVisible()).toBe(false);
    await tab.getByText('Written while the sign-in ended, and after.').first().waitFor();
    const timeline = await tab.request.get(`${ledger}/v1/commitments/cpec-jwg-st.2.c3/timeline`);
    const { entries } = (await timeline.json()) as { entries: { type: string }[] };
    expect(entries.filter(({ type }) => type === 'ProgressReported')).toHaveLength(1);

    await tab.getByRole('button', { name: 'Sign out' }).click();
    await tab.getByRole('heading', { level: 1, name: 'You are signed out' }).waitFor();
    await tab.goto(ledger + address);
    await tab.locator('main').getByRole('link', { name: 'Sign in' }).first().waitFor();
  }, 120_000);

  it('tells who has no role here that this is so', async () => {
    const tab = await page.open('/sign-in', { as: null });
    await tab.getByRole('link', { name: 'Sign in with your ministry’s account' }).click();
    await atIssuer(tab, 'stranger');
    await tab.getByRole('alert').waitFor();
    expect(await tab.getByRole('alert').innerText()).toBe('Your role may not do this.');
  }, 90_000);
});
