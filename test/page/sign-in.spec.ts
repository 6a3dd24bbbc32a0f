import { expect, it } from '@jest/globals';
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
    await tab.getByRole('button', { name: 'Sign in with this link' }).click();
    await tab.getByText('Amna', { exact: true }).waitFor();
    await tab.getByRole('link', { name: 'My desk' }).click();
    await tab.getByRole('heading', { level: 1, name: 'Special Technology Zones Authority' }).waitFor();
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

  it('that ends while somebody writes loses nothing, and sends it once they have signed in again', async () => {
    const who = ['--role', 'focalPoint', '--side', 'PK', '--institution', 'pk-stza', '--name', 'Bilal'];
    const tab = await page.open((await linkFor(...who)).slice(page.server.url.length), { as: null });
    await tab.getByRole('button', { name: 'Sign in with this link' }).click();
    await tab.getByRole('link', { name: 'My desk' }).click();
    await tab.getByRole('button', { name: 'Report progress' }).first().click();
    const form = tab.getByRole('form', { name: /Report progress/ });
    await form.getByLabel('What has been done').fill('Written while the sign-in ended.');
    await tab.context().clearCookies();
    await form.getByRole('button', { name: 'Report', exact: true }).click();
    await form.getByText('Your sign-in has ended.', { exact: false }).waitFor();
    const other = await tab.context().newPage();
    await other.goto(await linkFor(...who));
    await other.getByRole('button', { name: 'Sign in with this link' }).click();
    await other.getByText('Bilal', { exact: true }).waitFor();
    await form.getByRole('button', { name: 'I have signed in again' }).click();
    expect(await form.getByLabel('What has been done').inputValue()).toBe('Written while the sign-in ended.');
    await form.getByRole('button', { name: 'Report', exact: true }).click();
    await tab.getByText(/Recorded at position/).waitFor();
  }, 90_000);
});
