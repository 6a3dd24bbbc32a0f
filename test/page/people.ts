import type { Locator, Page } from 'playwright-core';
import { rowsAreThere } from '../server.js';
import { auditor, type TestPage } from './browser.js';

/** What people do on the page, and what is recorded of it. */
export const byPeople = (page: TestPage) => ({
  /** Opens the form of an act by its button. */
  async openForm(tab: Page, name: string): Promise<Locator> {
    await tab.getByRole('button', { name, exact: true }).click();
    return tab.getByRole('form', { name: new RegExp(name) });
  },
  /** The types of what is recorded of a commitment, in order. */
  async recorded(id: string): Promise<string[]> {
    await rowsAreThere(page.server.url);
    const answer = await fetch(`${page.server.url}/v1/commitments/${id}/timeline?limit=500`, {
      headers: { authorization: `Bearer ${await page.tokenOf(auditor)}` },
    });
    const { entries } = (await answer.json()) as { entries: { type: string }[] };
    return entries.map(({ type }) => type);
  },
});
