import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { realPage } from './browser.js';

const page = await realPage();

const slider = (tab: Page) => tab.getByRole('slider', { name: 'Moment' });
const asOf = (tab: Page) => new URL(tab.url()).searchParams.get('asOf');
const arrive = (tab: Page, wanted: string | null) =>
  tab.waitForFunction((it) => new URL(location.href).searchParams.get('asOf') === it, wanted);

/** As a link of the page would lead there: without a reload, so that what was read before is still at hand. */
const goTo = async (tab: Page, address: string) => {
  await tab.evaluate((to) => {
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, address);
};

page.describe('The moment', () => {
  it('is chosen by keys: from session to session, from a typed position, and back to now', async () => {
    const tab = await page.open('/forums/cpec-jwg-st');
    await tab.getByRole('heading', { level: 1, name: /Science/ }).waitFor();
    await tab.keyboard.press('t');
    await slider(tab).waitFor();
    expect(await slider(tab).getAttribute('aria-valuetext')).toBe('Now');
    await tab.keyboard.press('ArrowLeft');
    await arrive(tab, 'cpec-jwg-st.2');
    expect(await slider(tab).getAttribute('aria-valuetext')).toBe('Close of session 2, 20 April 2022');
    await tab.keyboard.press('Home');
    await tab.keyboard.press('ArrowRight');
    await arrive(tab, 'cpec-jwg-st.2');
    await tab.keyboard.press('4');
    await tab.keyboard.type('0');
    await tab.keyboard.press('Enter');
    await arrive(tab, '40');
    await slider(tab).waitFor();
    await tab.keyboard.press('Shift+ArrowRight');
    await arrive(tab, '41');
    await tab.keyboard.press('End');
    await arrive(tab, null);
  });

  it('goes from event to event by its keys, with the status after each, and is one entry of the history', async () => {
    const id = 'cpec-jwg-gwadar.0.c1';
    const tab = await page.open(`/commitments/${id}`);
    const told = await tab.request.get(`${page.server.url}/v1/replay?subject=${id}&limit=500`);
    const { steps } = (await told.json()) as { steps: { position: number; type: string }[] };
    const strip = tab.getByRole('region', { name: 'Event by event' });
    const shows = async (at: number) => {
      await strip.getByText(`position ${steps.at(at)!.position}`).waitFor();
      return (await strip.innerText()).replaceAll(/\s+/g, ' ');
    };
    await tab.getByRole('heading', { level: 1, name: 'Gwadar Eastbay Expressway' }).waitFor();
    await tab.locator('main[aria-busy=false]').waitFor();
    await tab.keyboard.press('[');
    await shows(-1);
    expect(await strip.getByRole('button', { name: 'Event after' }).isDisabled()).toBe(true);
    const completed = steps.findLastIndex(({ type }) => type === 'CompletionReported') - steps.length;
    for (let at = -2; at >= completed - 1; at -= 1) {
      await tab.keyboard.press('[');
      await arrive(tab, String(steps.at(at)!.position));
      await shows(at);
    }
    await tab.getByRole('heading', { level: 2, name: /^In progress/ }).waitFor();
    await tab.keyboard.press(']');
    expect(await shows(completed)).toMatch(
      /Gwadar Port Authority reported completion Status: in progress, provisional → reported complete, provisional · rule T8/,
    );
    await tab.getByRole('heading', { level: 2, name: /^Reported complete/ }).waitFor();
    await tab.goBack();
    await arrive(tab, null);
    await strip.waitFor({ state: 'detached' });
  });

  it('tells each step in the language of the reader, and what was said in its own', async () => {
    const tab = await page.open('/sessions/cpec-jcc.11?asOf=92&lang=ur');
    const strip = tab.locator('.steps-strip');
    const step = (lang: string, position: number, sentence: string) =>
      tab
        .goto(`${page.server.url}/sessions/cpec-jcc.11?asOf=${position}&lang=${lang}`)
        .then(() => strip.getByText(sentence, { exact: true }).waitFor());
    const at = async (type: string) => {
      const told = await tab.request.get(`${page.server.url}/v1/replay?subject=cpec-jcc.11&limit=500`);
      const { steps } = (await told.json()) as { steps: { position: number; type: string }[] };
      return steps.findLast((it) => it.type === type)!.position;
    };
    const signed = await at('MinutesSignedBySide');
    await step('en', signed, 'China signed version 3 of the minutes on 31 July 2023');
    await step('zh', signed, '中国于 2023年7月31日 签署了纪要第 3 版');
    await step('ur', signed, 'چین نے 31 جولائی، 2023 کو روداد کے نسخہ 3 پر دستخط کیے');
    await step('ur', await at('UndertakingAgreed'), 'فریقین نے اتفاق کیا');
    expect(await strip.locator('.record[lang=en] q[dir=ltr]').count()).toBe(1);
  });

  it('steps through a matrix too, and says where nothing was recorded yet', async () => {
    const tab = await page.open('/forums/cpec-jwg-gwadar?asOf=62&lang=ur');
    const strip = tab.locator('.steps-strip');
    await strip.locator('[aria-busy=false] a').waitFor();
    await tab.keyboard.press('[');
    await arrive(tab, '61');
    await tab.goto(`${page.server.url}/commitments/cpec-jwg-gwadar.0.c1?asOf=1&lang=en`);
    await strip.getByText('No event about it is recorded up to here.').waitFor();
    expect(await strip.getByRole('alert').count()).toBe(0);
    await strip.getByRole('button', { name: 'Event after' }).click();
    await tab.getByRole('heading', { level: 1, name: 'Gwadar Eastbay Expressway' }).waitFor();
  });

  it('is unmistakable: a bar in words, a frame, the title; and the way back drops it', async () => {
    const tab = await page.open('/forums/cpec-jcc?asOf=cpec-jcc.11&signedOnly=true');
    const bar = tab.getByRole('region', { name: 'As of' });
    await bar.getByText('27 October 2022').waitFor();
    expect(await bar.innerText()).toMatch(/You see the record as of the close of session 11/);
    expect(await tab.evaluate(() => getComputedStyle(document.body, '::after').borderTopWidth)).toBe('4px');
    await tab.getByRole('heading', { level: 1, name: 'CPEC Joint Cooperation Committee' }).waitFor();
    expect(await tab.title()).toBe('CPEC Joint Cooperation Committee · as of the close of session 11 · JWG Ledger');
    expect(await bar.getByRole('switch', { name: 'Signed only' }).isChecked()).toBe(true);
    await bar.getByRole('link', { name: 'Back to now' }).click();
    await bar.waitFor({ state: 'detached' });
    expect(new URL(tab.url()).search).toBe('');
  });

  it('goes with every link, and is one step in the history for each choice', async () => {
    const tab = await page.open('/forums');
    await tab.getByRole('heading', { level: 1 }).waitFor();
    await goTo(tab, '/forums?asOf=50');
    const link = tab.getByRole('link', { name: 'CPEC Joint Working Group on Gwadar' });
    await link.click();
    await tab.getByRole('heading', { level: 1, name: /Gwadar/ }).waitFor();
    expect(asOf(tab)).toBe('50');
    await tab.goBack();
    await tab.goBack();
    await arrive(tab, null);
    expect(new URL(tab.url()).pathname).toBe('/forums');
  });

  it('counts by what had happened, where a position becomes its day', async () => {
    const tab = await page.open('/forums/cpec-jwg-st?asOf=cpec-jwg-st.2');
    await slider(tab).waitFor();
    await tab.getByText('What had happened', { exact: true }).first().click();
    await tab.waitForURL(/asOfBasis=occurred/);
    expect(await tab.getByRole('region', { name: 'As of' }).innerText()).toMatch(/what had happened by then/i);
  });

  it('is dragged, and the columns of the line stay where they are', async () => {
    const tab = await page.open('/forums/cpec-jwg-st?asOf=cpec-jwg-st.1');
    await slider(tab).waitFor();
    const track = tab.locator('.asof .track');
    const stops = track.locator('.se');
    const places = () => stops.evaluateAll((all) => all.map((it) => it.getBoundingClientRect().x));
    const before = await places();
    const { x, y, width, height } = (await stops.nth(1).boundingBox())!;
    const line = (await track.boundingBox())!;
    const steps = await tab.evaluate(() => history.length);
    await tab.mouse.move(line.x + line.width * 0.1, y + height / 2);
    await tab.mouse.down();
    await tab.mouse.move(x + width / 2, y + height / 2, { steps: 5 });
    await tab.mouse.up();
    await arrive(tab, 'cpec-jwg-st.2');
    expect(await places()).toEqual(before);
    expect((await tab.evaluate(() => history.length)) - steps).toBeLessThanOrEqual(1);
  });

  it('is typed in many ways, and what is no moment is said to be none', async () => {
    const tab = await page.open('/forums/cpec-jcc?asOf=30');
    await tab.getByRole('button', { name: 'Type a moment' }).click();
    const field = tab.getByRole('textbox', { name: 'Position, session, day or instant' });
    await field.fill('last year');
    await field.press('Enter');
    await tab.getByRole('alert').getByText('This is no moment.').waitFor();
    await field.fill('s11');
    await field.press('Enter');
    await arrive(tab, 'cpec-jcc.11');
  });

  it('stands in the margin of every printed sheet', async () => {
    const tab = await page.open('/forums?asOf=30');
    await tab.getByRole('heading', { level: 1 }).waitFor();
    expect(await tab.evaluate(() => document.documentElement.style.getPropertyValue('--printed-moment'))).toBe(
      '"as of position 30"',
    );
  });
});
