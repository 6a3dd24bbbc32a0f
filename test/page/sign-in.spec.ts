import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { cli } from '../server.js';
import { realPage } from './browser.js';

const page = await realPage();

const linkFor = async (...options: string[]): Promise<string> => {
  const { stdout, stderr } = await cli(['token', ...options, '--link', page.server.url, '--data', page.folder]);
  if (stdout === '') throw new Error(stderr);
  return stdout.trim();
};

page.describe('Signing in by a one-time link', () => {
  it('opens the page as that person, once; signing out ends it', async () => {
    const link = await linkFor('--role', 'focalPoint', '--side', 'PK', '--institution', 'pk-stza', '--name', 'Amna');
    const tab = await page.open(link.slice(page.server.url.length), { as: null });
    // Who signs in is known before everything else on the page is there, and may go on at once.
    await tab.route(/\/v1\/(?!me$)/, (route) => sleep(1_000).then(() => route.continue()));
    await tab.getByRole('button', { name: 'Sign in with this link' }).click();
    await tab.getByText('Amna', { exact: true }).waitFor();
    await tab.getByRole('link', { name: 'My desk' }).click();
    await tab.getByRole('heading', { level: 1, name: 'Special Technology Zones Authority' }).waitFor();
    await tab.unrouteAll({ behavior: 'ignoreErrors' });
    await tab.getByRole('button', { name: 'Report progress' }).first().click();
    const form = tab.getByRole('form', { name: /Report progress/ });
    await form.getByLabel('What has been done').fill('Reported with a cookie.');
    await form.getByRole('button', { name: 'Report', exact: true }).click();
    await tab.getByText(/Recorded at position/).waitFor();

    const second = await page.open(link.slice(page.server.url.length), { as: null });
    await second.getByRole('button', { name: 'Sign in with this link' }).click();
    await second.getByRole('alert').waitFor();
    expect(await second.getByRole('alert').innerText()).toMatch(/used|followed/i);

    await tab.getByRole('button', { name: 'Sign out' }).click();
    await tab.getByRole('heading', { level: 1, name: 'You are signed out' }).waitFor();
    await tab.goto(`${page.server.url}/forums`);
    await tab.getByRole('link', { name: 'Sign in', exact: true }).first().waitFor();
    expect(await tab.getByRole('link', { name: 'CPEC Joint Cooperation Committee' }).count()).toBe(0);
  }, 90_000);

  it('is what a stranger is led to, from any page', async () => {
    const tab = await page.open('/', { as: null });
    await tab.locator('main').getByRole('link', { name: 'Sign in' }).first().click();
    await tab.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    await tab.getByText('Follow a one-time link', { exact: false }).waitFor();
  });

  const bilal = ['--role', 'focalPoint', '--side', 'PK', '--institution', 'pk-stza', '--name', 'Bilal'];
  const follow = async (tab: Page, link: string) => {
    await tab.goto(link);
    await tab.getByRole('button', { name: 'Sign in with this link' }).click();
  };
  const sheetOf = (tab: Page) => tab.getByRole('dialog', { name: 'Your sign-in has ended' });

  it('that ends while somebody writes loses nothing, and sends it once, as soon as they have signed in again', async () => {
    const tab = await page.open('/', { as: null });
    await follow(tab, await linkFor(...bilal));
    await tab.getByRole('link', { name: 'My desk' }).click();
    await tab.getByRole('button', { name: 'Report progress' }).first().click();
    const form = tab.getByRole('form', { name: /Report progress/ });
    await form.getByLabel('What has been done').fill('Written while the sign-in ended.');
    await tab.context().clearCookies();
    let sent = 0;
    tab.on('response', (it) => {
      if (it.url().endsWith('/progress-reports') && it.status() === 201) sent += 1;
    });
    await form.getByRole('button', { name: 'Report', exact: true }).click();
    await sheetOf(tab).waitFor();
    await sheetOf(tab).getByRole('button', { name: 'Read on without' }).click();
    expect(await form.getByLabel('What has been done').inputValue()).toBe('Written while the sign-in ended.');
    await form.getByRole('button', { name: 'Sign in again' }).click();
    await sheetOf(tab).waitFor();
    await follow(await tab.context().newPage(), await linkFor(...bilal));
    await tab.getByText(/Recorded at position/).waitFor();
    expect(await sheetOf(tab).isVisible()).toBe(false);
    expect(sent).toBe(1);
  }, 90_000);

  it('that ends while somebody reads shows so over the page by itself; then the page goes on where it was', async () => {
    const tab = await page.open('/', { as: null });
    await follow(tab, await linkFor(...bilal, '--for', '8s'));
    await tab.getByRole('link', { name: 'My desk' }).click();
    const heading = tab.getByRole('heading', { level: 1, name: 'Special Technology Zones Authority' });
    await heading.waitFor();
    await sheetOf(tab).waitFor(); // nobody touched anything
    expect([await heading.isVisible(), await tab.getByRole('row').count()]).toEqual([true, expect.any(Number)]);
    await follow(await tab.context().newPage(), await linkFor(...bilal));
    await sheetOf(tab).waitFor({ state: 'hidden' });
    await tab.getByRole('button', { name: 'Sign out' }).waitFor();
  }, 90_000);

  it('shows nothing of the first person to the next one who signs in', async () => {
    const tab = await page.open('/', { as: null });
    await follow(tab, await linkFor(...bilal));
    await tab.getByRole('link', { name: 'My desk' }).click();
    await tab.getByRole('button', { name: 'Report progress' }).first().click();
    const words = tab.getByRole('form', { name: /Report progress/ }).getByLabel('What has been done');
    await words.fill('For Bilal alone.');
    await tab.context().clearCookies();
    await tab.getByRole('form').getByRole('button', { name: 'Report', exact: true }).click();
    await sheetOf(tab).waitFor();
    const amna = [...bilal.slice(0, -1), 'Amna'];
    await follow(await tab.context().newPage(), await linkFor(...amna));
    await tab.getByRole('banner').getByText('Amna', { exact: true }).waitFor();
    await tab.getByRole('button', { name: 'Report progress' }).first().click();
    expect(await words.inputValue()).toBe('');
  }, 90_000);
});
