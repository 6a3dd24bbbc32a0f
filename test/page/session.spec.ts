import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { realPage } from './browser.js';

const page = await realPage();
const eleventh = '/sessions/cpec-jcc.11';
const statement = (tab: Page, id: string) => tab.locator(`li#${id}`);

page.describe('The page of a session', () => {
  it('goes from the meeting to the binding record, with the days between', async () => {
    const tab = await page.open(eleventh);
    await tab
      .getByRole('heading', { level: 1, name: '11th session of the CPEC Joint Cooperation Committee' })
      .waitFor();
    const stages = tab.getByRole('region', { name: 'From meeting to binding record' }).getByRole('listitem');
    await stages.first().waitFor();
    const words = (await stages.allInnerTexts()).map((it) => it.replaceAll(/\s+/g, ' ').trim());
    expect(words.map((it) => it.slice(0, 24))).toEqual([
      'Met 27 Oct 2022 6 statem',
      '165 days Draft 1 10 Apr ',
      '1 day Draft 2 11 Apr 202',
      '111 days Signed by both ',
      'In effect since 31 Jul 2',
    ]);
    expect(words[3]).toContain('version 3, one statement left out');
    expect(words[4]).toContain('277 days after the meeting');
  });

  it('tells of each statement who said it, what it led to, and whether it stands in the signed text', async () => {
    const tab = await page.open(eleventh);
    await tab
      .getByRole('link', { name: /11\.c5/ })
      .first()
      .waitFor();
    await statement(tab, 's2').getByText('Upgrade of the railway').waitFor();
    expect(await statement(tab, 's2').innerText()).toMatch(
      /Both sides[\s\S]*agreed[\s\S]*introduced: 11\.c1 Upgrade of the railway[\s\S]*in the signed text/,
    );
    expect(await statement(tab, 's1').innerText()).toContain('words only: it creates and changes nothing');
    expect(await statement(tab, 's6').innerText()).toMatch(/PK[\s\S]*proposed[\s\S]*left out of the signed text/);
    const edges = await Promise.all(
      ['s1', 's2', 's6'].map((it) => statement(tab, it).evaluate((li) => getComputedStyle(li).borderInlineStartStyle)),
    );
    expect(edges).toEqual(['dashed', 'solid', 'dashed']);
  });

  it('holds the signed text against a draft, and says what became of what was left out', async () => {
    const tab = await page.open(eleventh);
    const compared = tab.getByRole('region', { name: /Draft against signed text/ });
    const rows = compared.getByRole('row');
    await compared.getByText('not adopted').waitFor();
    expect(await rows.count()).toBe(7);
    expect(await rows.last().innerText()).toMatch(
      /Water resources[\s\S]*Not in the signed text\.[\s\S]*Commitment 11\.c5 became not adopted on 31 July 2023/,
    );
    expect(await compared.getByRole('heading').innerText()).toContain('1 of 6 statements differs');
    await compared.getByRole('link', { name: 'Hold it against draft 1 instead, the first one' }).click();
    await tab.waitForURL(/draft=first/);
    await compared.getByRole('columnheader', { name: /^Draft 1/ }).waitFor();
  });

  it('has two equal blocks of signatures, with the digest that each signed', async () => {
    const tab = await page.open(eleventh);
    const signatures = tab.getByRole('region', { name: 'Signatures' });
    await signatures.getByText('the same text').first().waitFor();
    const words = await signatures.innerText();
    expect(words).toMatch(
      /Ahsan Iqbal for Pakistan[\s\S]*9f87…a995[\s\S]*Name not reported for China[\s\S]*the same text/,
    );
    const widths = await signatures
      .locator('.sig')
      .evaluateAll((all) => all.map((it) => it.getBoundingClientRect().width));
    expect(widths[0]).toBe(widths[1]);
  });

  it('leads to the report of what became of it, point by point, for either side, as files, and on paper', async () => {
    const tab = await page.open('/sessions/cpec-jwg-st.2');
    await tab.getByRole('link', { name: 'Action taken' }).focus();
    await tab.keyboard.press('Enter');
    await tab.waitForURL('**/forums/cpec-jwg-st/reports?session=cpec-jwg-st.2');
    const report = tab.getByRole('article', { name: 'Action taken on session 2, as Pakistan answers for it' });
    await report.getByRole('row').nth(6).waitFor();
    expect(await report.getByRole('row').last().innerText()).toMatch(
      /6\. Knowledge exchange events[\s\S]*introduced[\s\S]*Not started[\s\S]*nothing reported[\s\S]*no date is set/,
    );
    const csv = await report.getByRole('link', { name: 'Table (CSV)' }).getAttribute('href');
    const file = await tab.request.get(new URL(csv!, tab.url()).href);
    const [, digest] = /(sha256:[0-9a-f]{64})/.exec(await report.innerText())!;
    expect([file.headers()['content-type'], (await file.text()).includes(digest!)]).toEqual([
      'text/csv; charset=utf-8',
      true,
    ]);
    await tab.emulateMedia({ media: 'print' });
    await tab.setViewportSize({ width: 980, height: 690 }); // a sheet of A4 on its side, without its margins
    const wider = await report.locator('.scroll').evaluate((it) => it.scrollWidth - it.clientWidth);
    expect(wider).toBe(0);
    await tab.emulateMedia({ media: 'screen' });
    await tab.getByRole('combobox', { name: 'Side that answers' }).focus();
    await tab.keyboard.press('ArrowDown');
    await tab.waitForURL(/side=CN/);
    await tab.getByRole('article', { name: 'Action taken on session 2, as China answers for it' }).waitFor();
    await tab.getByRole('link', { name: /^position \d+$/ }).click();
    await tab.waitForURL(/asOf=\d+/);
    await tab.getByRole('combobox', { name: 'Report of' }).focus();
    await tab.keyboard.press('Home');
    await tab.waitForURL(/of=forum/);
    const whole = tab.getByRole('article', { name: 'How the forum does over its sessions' });
    const figures = whole.getByRole('region', { name: 'Figures' });
    await figures.getByRole('row', { name: /^The whole forum 6 commitments/ }).waitFor();
    expect(await figures.getByRole('row', { name: /^Pakistan \d/ }).innerText()).toMatch(/\d+ of \d+/);
    expect(await whole.innerText()).toMatch(/sha256:[0-9a-f]{64}/);
    for (const name of ['Commitments (CSV)', 'Events (NDJSON)', 'Provenance (PROV-O)']) {
      const address = await whole.getByRole('link', { name }).getAttribute('href');
      const [status, lines] = await tab.evaluate(async (url) => {
        const answer = await fetch(url);
        return [answer.status, (await answer.text()).split('\n').length] as const;
      }, address!);
      expect([name, status, lines > 5]).toEqual([name, 200, true]);
    }
  });

  it('says why a signature is void, and what was corrected', async () => {
    const tab = await page.open('/sessions/sample-group.1');
    const signatures = tab.getByRole('region', { name: 'Signatures' });
    await signatures.getByText('was corrected after it').waitFor();
    expect(await signatures.innerText()).toMatch(
      /void signed version 1 on 2 April 2024[\s\S]*The record of statement s1 was corrected after it/,
    );
    expect(await statement(tab, 's1').innerText()).toMatch(/due date: 30 June 2024 → 31 December 2024[\s\S]*Mistyped/);
  });

  it('shows the texts of a statement in several languages beside each other, each in its own direction', async () => {
    const sent = await fetch(`${page.server.url}/v1/sessions/cpec-jwg-st.2/texts`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await page.tokenOf(['--role', 'recorder', '--name', 'recorder'])}`,
        'content-type': 'application/json',
        'idempotency-key': 'c2a2b6f0-6f7e-4f6e-9b0f-0d3f6f1f8a10',
      },
      body: JSON.stringify({
        statementId: 'cpec-jwg-st.2.s8',
        text: { zh: '工作组支持特别技术区管理局。', ur: 'ورکنگ گروپ اتھارٹی کی حمایت کرتا ہے۔' },
        provenance: {
          authority: 'press',
          source: { kind: 'press', reference: 'Made up for a test' },
        },
      }),
    });
    expect([sent.ok, sent.ok || (await sent.text())]).toEqual([true, true]);
    const tab = await page.open('/sessions/cpec-jwg-st.2#s8');
    const urdu = statement(tab, 's8').locator('section[lang="ur"]');
    await urdu.waitFor();
    expect(await urdu.evaluate((it) => getComputedStyle(it).direction)).toBe('rtl');
    expect(await statement(tab, 's8').locator('.tri h3').allInnerTexts()).toEqual(['English', '中文', 'اردو']);
    await tab.waitForFunction(() => document.activeElement?.id === 's8');
    expect(await statement(tab, 's8').getAttribute('class')).toContain('here');
  });

  it('prints on two sheets of A4, with what it is and its moment above, and cuts no statement in two', async () => {
    const tab = await page.open(`${eleventh}?asOf=103`);
    await tab.getByText('became not adopted').waitFor();
    const pdf = (await tab.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(2);
    expect(pdf).toMatch(/\/MediaBox\s*\[0 0 59[45][\d.]* 84[12][\d.]*\]/);
    await tab.emulateMedia({ media: 'print' });
    expect(await tab.locator('.print-only').innerText()).toBe('JWG Ledger · record of a session · as of position 103');
    expect(await tab.locator('.masthead').isVisible()).toBe(false);
    const cut = await tab
      .locator('.stm > li, .two-col tr, .sig')
      .evaluateAll((all) => all.filter((it) => getComputedStyle(it).breakInside !== 'avoid').length);
    expect(cut).toBe(0);
  });

  it('fits a telephone, and reads from right to left in Urdu, without scrolling sideways', async () => {
    for (const [width, lang] of [
      [390, 'en'],
      [320, 'ur'],
      [1440, 'ur'],
    ] as const) {
      const tab = await page.open(`${eleventh}?lang=${lang}`, { viewport: { width, height: 844 } });
      await statement(tab, 's6').waitFor();
      const beyond = await tab.locator('main').evaluate((it) => it.scrollWidth - it.clientWidth);
      expect([lang, width, beyond]).toEqual([lang, width, 0]);
    }
  });
});
