import { expect, it } from '@jest/globals';
import { hostileForum, hostileRecord } from './hostile-record.js';
import { importAll } from './made-up-forum.js';
import { realPage } from './browser.js';
import { byPeople } from './people.js';

const page = await realPage({ prepare: (folder) => importAll(folder, [hostileRecord]) });
const { openForm, recorded } = byPeople(page);

const forum = `/forums/${hostileForum}`;
/** Where each text has to be seen, by the word that it begins with. */
const screens: Readonly<Record<string, readonly string[]>> = {
  '/': ['FORUM'],
  '/forums': ['FORUM'],
  [forum]: ['FORUM', 'TITLE'],
  [`${forum}?cell=1.c1~1`]: ['STATEMENT'],
  [`${forum}?why=1.c1`]: ['TITLE'],
  [`${forum}/sessions`]: ['VENUE'],
  [`${forum}/institutions`]: ['INSTITUTION', 'SIDE'],
  [`${forum}/timeline`]: ['FORUM', 'INSTITUTION', 'REFERENCE', 'NOTE', 'INSTRUMENT'],
  '/institutions': ['INSTITUTION', 'ACRONYM'],
  '/institutions/hostile-a': ['INSTITUTION', 'TITLE'],
  [`/sessions/${hostileForum}.1`]: [
    ...['STATEMENT', 'TITLE', 'SIGNATORY', 'OFFICE', 'CHAIR', 'REFERENCE', 'AGENDA', 'VENUE', 'NOTE', 'PARAGRAPH'],
    ...['SPEAKER', 'SPEAKER-OFFICE', 'FURTHER', 'DIFFERS', 'COMMENT', 'CHAIR-OFFICE'],
  ],
  [`/commitments/${hostileForum}.1.c1`]: [
    ...['TITLE', 'TEXT', 'CONDITION', 'NARRATIVE', 'EVIDENCE-TITLE', 'EVIDENCE-REFERENCE', 'CAUSE', 'WAITING'],
    ...['REMARKS', 'MILESTONE', 'REASON', 'INSTITUTION', 'SIDE', 'STATEMENT', 'NOTE', 'SPEAKER', 'REFERENCE'],
  ],
  [`/commitments/${hostileForum}.1.c1/why`]: [
    ...['TITLE', 'INSTITUTION', 'STATEMENT', 'PARAGRAPH', 'CONDITION', 'REFERENCE', 'NOTE', 'REFUSED-STATEMENT'],
  ],
};

page.describe('Hostile text', () => {
  it('is shown as text in every field, runs nothing, and makes no screen wider than its window', async () => {
    const tab = await page.open('/signed-out');
    tab.on('dialog', () => expect('a dialog').toBe('none'));
    const wrong: object[] = [];
    for (const [address, words] of Object.entries(screens)) {
      await tab.evaluate((to) => {
        const isElsewhere = new URL(to, location.href).pathname !== location.pathname;
        if (isElsewhere) document.querySelector('main')?.setAttribute('data-left', '');
        history.pushState(null, '', to);
        dispatchEvent(new PopStateEvent('popstate'));
      }, address);
      await tab.locator('main[aria-busy=false]:not([data-left]) h1').waitFor();
      if (address.includes('?')) await tab.getByRole('dialog').waitFor();
      // What is opened says at once that it is still reading, before the page as a whole does.
      await tab.locator('[role=dialog] [aria-busy=true]').waitFor({ state: 'detached' });
      for (const width of [1440, 320]) {
        await tab.setViewportSize({ width, height: 900 });
        const seen = await tab.evaluate(async () => {
          await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
          return {
            text: document.body.textContent,
            wider: document.documentElement.scrollWidth - innerWidth,
            made: document.querySelectorAll('img, main script, [role=dialog] script').length,
            ran: 'ran' in window,
          };
        });
        const missing = width === 1440 ? words.filter((it) => !seen.text.includes(`${it} <img src=x`)) : [];
        if (missing.length > 0 || seen.wider > 0 || seen.made > 0 || seen.ran)
          wrong.push({ address, width, missing, ...seen, text: seen.text.length });
      }
      await tab.setViewportSize({ width: 1440, height: 900 });
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  it('of a statement that did not take effect stands beside what the rules held against it', async () => {
    const tab = await page.open(`/commitments/${hostileForum}.1.c1`);
    await tab.getByRole('link', { name: `Why? ${hostileForum}.2.s1` }).click();
    const refused = tab.getByRole('region', { name: 'What the rules held against it' });
    await refused.getByText('NOT_REPORTED_COMPLETE').waitFor();
    expect(new URL(tab.url()).search).toBe('?what=refusals');
    expect(await refused.innerText()).toMatch(
      /The way out .*[^]*statement s1 of session 2[^]*How it stood then: On hold/i,
    );
    expect(await refused.getByText('rule T7').count()).toBe(1);
  });

  it.each([
    ['nothing but marks of direction', '\u202E\u202D'],
    ['half a character', 'Half of one: \uD83D'],
  ])('that no ledger takes is refused on the page: %s', async (_, words) => {
    const id = `${hostileForum}.1.c1`;
    const known = (await recorded(id)).length;
    const tab = await page.open(`/commitments/${id}`, {
      as: ['--role', 'secretariat', '--side', 'PK', '--name', 'secretariat of Pakistan'],
    });
    const form = await openForm(tab, 'Report progress');
    await form.getByLabel('What has been done').evaluate((field, value) => {
      const { set } = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')!;
      set!.call(field, value);
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }, words);
    await form.locator('.will-do .note.warn').waitFor();
    expect(await form.getByRole('button', { name: 'Report', exact: true }).isEnabled()).toBe(false);
    expect((await recorded(id)).length).toBe(known);
  });
});
