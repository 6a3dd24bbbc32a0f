import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { realPage } from './browser.js';
import { importMadeUp, madeUpForum } from './made-up-forum.js';

const page = await realPage({ prepare: (folder) => importMadeUp(folder, { sessions: 12, commitments: 40 }) });

const search = (tab: Page) => new URL(tab.url()).search;
const ids = (tab: Page) => tab.locator('.mx tbody .id').allInnerTexts();
/** What has the focus, as a place in the grid: `4.c3` or `heads`, and its column. */
const place = (tab: Page) =>
  tab.evaluate(() => {
    const cell = document.activeElement;
    const row = cell?.closest('tr')?.getAttribute('data-row') ?? null;
    return [row?.replace(/^[a-z-]+\./, '') ?? null, Number(cell?.getAttribute('data-column'))];
  });

page.describe('The matrix of a forum', () => {
  it('tells each commitment as a line: what each session did, the status at its close, and how it stands', async () => {
    const tab = await page.open('/forums/cpec-jwg-st');
    const row = tab.getByRole('row', { name: /Support STZA/ });
    await row.waitFor();
    const text = (await row.innerText()).replace(/\s+/g, ' ');
    expect(text).toMatch(/^2\.c1 Support STZA .* Support PK STZA CN nobody named/);
    expect(text).toMatch(/introduced at its close not started, unsigned In progress 2 Aug 2022: progress reported/);
    expect(text).toMatch(/unsigned nobody named for China no date$/);
    expect(await tab.getByRole('columnheader', { name: /Session 1/ }).innerText()).toMatch(
      /6 Nov 2020, virtual\s+only that it met is known\s+unsigned/,
    );
    expect(await tab.getByRole('heading', { level: 1 }).innerText()).toBe(
      'CPEC Joint Working Group on Science and Technology',
    );
    expect(await tab.title()).toBe('CPEC Joint Working Group on Science and Technology · JWG Ledger');
    expect(await tab.locator('.say-it').innerText()).toMatch(
      /^6 commitments in 2 sessions; none is signed\. .*Nobody is named for China in 4 of them\. None has a due date\.$/,
    );
  });

  it('shows who signed, how far dates moved, and where a line ends', async () => {
    const tab = await page.open(`/forums/${madeUpForum}?density=compact`);
    await tab.getByRole('grid').waitFor();
    const head = (n: number) => tab.getByRole('columnheader', { name: new RegExp(`^Session ${n} `) });
    expect(await head(10).locator('.seals i.on').count()).toBe(2);
    expect(await head(11).innerText()).toContain('signed by Pakistan');
    expect(await head(12).innerText()).toContain('unsigned');
    const withdrawn = tab.getByRole('row').filter({ hasText: 'Withdrawn' }).first();
    expect(await withdrawn.getByRole('gridcell', { name: /^withdrawn/ }).count()).toBe(1);
    expect(await withdrawn.getByRole('gridcell', { name: 'ended before' }).count()).toBeGreaterThan(0);
    const moved = tab.getByRole('row').filter({ hasText: '+2 y' }).first();
    expect((await moved.locator('.due').innerText()).replace(/\s+/g, ' ')).toMatch(/^due \d{4} \+2 y$/);
    expect(await tab.locator('.c.notStarted.u.from').count()).toBeGreaterThan(20);
  });

  it('is a grid of which assistive software knows the whole', async () => {
    const tab = await page.open(`/forums/${madeUpForum}`);
    const grid = tab.getByRole('grid', { name: /Joint Working Group on a made-up port by session/ });
    await grid.waitFor();
    const [rows, columns] = [await grid.getAttribute('aria-rowcount'), await grid.getAttribute('aria-colcount')];
    expect([rows, columns]).toEqual(['41', '14']);
    expect(await grid.locator('[tabindex="0"]').count()).toBe(1);
    expect(await grid.locator('tbody tr').last().getAttribute('aria-rowindex')).toBe('41');
    expect(await grid.getByRole('rowheader').count()).toBe(40);
  });
});

page.describe('What the address of a matrix says', () => {
  it.each([
    ['status=completed', 6],
    ['status=completed%2CinProgress', 26],
    ['flag=overdue%2Cunassigned', undefined],
    ['side=CN', undefined],
    ['institution=pk-gda', undefined],
    ['kind=instrument', undefined],
    ['q=breakwaters', 6],
    ['kind=instrument&status=inProgress&flag=overdue', undefined],
  ])('%s shows the same rows as the API', async (query, count) => {
    const tab = await page.open(`/forums/${madeUpForum}?${query}`);
    await tab.getByRole('grid').waitFor();
    const asked = await tab.request.get(`${page.server.url}/v1/forums/${madeUpForum}/matrix?${query}`);
    const { commitments } = (await asked.json()) as { commitments: { id: string }[] };
    expect(await ids(tab)).toEqual(commitments.map(({ id }) => id.replace(`${madeUpForum}.`, '')));
    if (count !== undefined) expect(commitments).toHaveLength(count);
  });

  it('composes filters in their places, counts aloud, and drops them one by one', async () => {
    const tab = await page.open(`/forums/${madeUpForum}?density=compact`);
    const filters = tab.getByRole('group', { name: 'Filters' });
    await filters.getByRole('button', { name: 'Status' }).click();
    await tab
      .getByRole('dialog', { name: 'Status' })
      .getByRole('checkbox', { name: /in progress/ })
      .check();
    await tab.keyboard.press('Escape');
    await filters.getByRole('button', { name: 'Kind' }).click();
    await tab
      .getByRole('dialog', { name: 'Kind' })
      .getByRole('checkbox', { name: /Support/ })
      .check();
    await tab.keyboard.press('Escape');
    expect(search(tab)).toBe('?kind=support&status=inProgress&density=compact');
    const shown = (await ids(tab)).length;
    await tab.locator('#heard', { hasText: `${shown} commitment` }).waitFor({ state: 'attached' });
    expect(await filters.innerText()).toMatch(/Institution\s+Side\s+Kind\s+Support\s+Status\s+in progress\s+Flag/);
    await filters.getByRole('button', { name: 'Drop the filter Kind' }).click();
    expect(search(tab)).toBe('?status=inProgress&density=compact');
    await tab.goBack().catch(() => {});
    expect(search(tab)).toBe('');
  });

  it('is filtered by the numbers of the sentence above it', async () => {
    const tab = await page.open('/forums/cpec-jwg-st');
    await tab.getByRole('link', { name: '4 of them' }).click();
    await tab.waitForFunction(() => document.querySelectorAll('.mx tbody tr').length === 4);
    expect(search(tab)).toBe('?flag=unassigned');
  });

  it('says that nothing fits, and which filters could be dropped', async () => {
    const tab = await page.open('/forums/cpec-jwg-st?status=completed&q=stza');
    await tab.getByText('Nothing fits these filters.').waitFor();
    await tab.getByRole('link', { name: 'Drop the filter Status' }).click();
    await tab.waitForFunction(() => document.querySelectorAll('.mx tbody tr').length === 1);
    expect(search(tab)).toBe('?q=stza');
  });

  it('has the order, the groups and the density, and what cannot be read is told', async () => {
    const tab = await page.open(`/forums/${madeUpForum}?sort=silence&group=kind&density=fit&flag=loud`);
    await tab.getByRole('status').filter({ hasText: 'flag' }).waitFor();
    expect(await tab.getByRole('radio', { name: 'Fit' }).isChecked()).toBe(true);
    const groups = await tab.locator('.mx .grp th').allInnerTexts();
    expect(groups.length).toBeGreaterThan(3);
    await tab.getByText('Compact', { exact: true }).click();
    expect(search(tab)).toContain('density=compact');
    await tab.getByRole('button', { name: /^Order/ }).click();
    await tab.getByRole('radio', { name: 'running order' }).check();
    await tab.getByRole('radio', { name: 'none' }).check();
    expect(search(tab)).not.toMatch(/sort|group/);
    expect((await ids(tab)).slice(0, 3)).toEqual(['1.c1', '1.c2', '1.c3']);
  });
});

page.describe('Every parameter of a matrix', () => {
  it('is seen on the page, and comes into the address from the page', async () => {
    const tab = await page.open(`/forums/${madeUpForum}?density=compact`);
    await tab.getByRole('grid').waitFor();
    const filters = tab.getByRole('group', { name: 'Filters' });
    const choose = (name: string, role: 'radio' | 'checkbox', value: RegExp) => async () => {
      await filters.getByRole('button', { name, exact: true }).click();
      await tab.getByRole('dialog', { name }).getByRole(role, { name: value }).check();
      await tab.keyboard.press('Escape');
    };
    const order = (value: string) => async () => {
      await tab.getByRole('button', { name: /^Order/ }).click();
      await tab.getByRole('dialog', { name: 'Order' }).getByRole('radio', { name: value }).check();
      await tab.keyboard.press('Escape');
    };
    const basis = () => tab.getByRole('region', { name: 'As of' });
    const shown: readonly (readonly [
      parameter: string,
      view: () => ReturnType<Page['getByRole']>,
      act: () => Promise<unknown>,
    ])[] = [
      ['institution=pk-gda', () => filters.getByText('GDA'), choose('Institution', 'radio', /GDA/)],
      ['side=CN', () => filters.getByText('China'), choose('Side', 'radio', /China/)],
      ['kind=support', () => filters.getByText('Support'), choose('Kind', 'checkbox', /Support/)],
      ['status=completed', () => filters.getByText('completed'), choose('Status', 'checkbox', /^completed/)],
      ['flag=overdue', () => filters.getByText('overdue'), choose('Flag', 'checkbox', /overdue/)],
      ['sort=due', () => tab.getByRole('button', { name: 'Order due first' }), order('due first')],
      ['group=kind', () => tab.locator('.mx .grp').first(), order('by kind')],
      ['density=fit', () => tab.locator('.mx.fit'), () => tab.getByText('Fit', { exact: true }).click()],
      [
        'signedOnly=true',
        () => tab.getByRole('switch', { name: 'Signed only', checked: true }),
        () => tab.getByText('Signed only').click(),
      ],
      [
        'cell=1.c1~1',
        () => tab.getByRole('dialog', { name: /Session 1 .* 1\.c1/ }),
        () => tab.locator('tr[data-row$=".1.c1"] [data-column="1"] a').click(),
      ],
      [
        'why=12.c1',
        () => tab.getByRole('dialog', { name: /Why is 12\.c1/ }),
        () => tab.locator('tr[data-row$=".12.c1"] .f.care').click(),
      ],
      [
        `against=${madeUpForum}.9`,
        () => tab.getByText('You compare the close of session 9'),
        async () => {
          await tab.getByRole('button', { name: 'Compare' }).click();
          await tab.getByRole('link', { name: /^session 9/ }).click();
        },
      ],
      [
        `against=${madeUpForum}.9&changed=closed`,
        () => tab.getByRole('link', { name: /closed/, exact: false }).and(tab.locator('.chip.on')),
        async () => {
          await tab.getByRole('button', { name: 'Compare' }).click();
          await tab.getByRole('link', { name: /^session 9/ }).click();
          await tab.locator('.chip').filter({ hasText: 'closed' }).click();
        },
      ],
      [
        `asOf=${madeUpForum}.12`,
        () => basis().getByText('as of the close of session 12'),
        async () => {
          await tab.getByRole('button', { name: 'As of now' }).click();
          await tab.keyboard.press('ArrowLeft');
        },
      ],
      [
        'asOfBasis=occurred',
        () => basis().getByText('what had happened until now'),
        async () => {
          await tab.getByRole('button', { name: 'As of now' }).click();
          await basis().locator('label', { hasText: 'What had happened' }).click();
        },
      ],
    ];
    const at = (parameter: string) =>
      `/forums/${madeUpForum}?${parameter.startsWith('density') ? parameter : `density=compact&${parameter}`}`;
    const goTo = async (address: string) => {
      await tab.evaluate((to) => {
        history.pushState(null, '', to);
        dispatchEvent(new PopStateEvent('popstate'));
      }, address);
    };
    const said = () => [...new URL(tab.url()).searchParams].map(String).sort();
    for (const [parameter, view, act] of shown) {
      await goTo(at(parameter));
      await view().first().waitFor();
      await goTo(at(''));
      await view().first().waitFor({ state: 'detached' });
      await tab.locator('main[aria-busy=false] .mx').waitFor();
      await act();
      await view().first().waitFor();
      const wanted = [...new URL(at(parameter), tab.url()).searchParams].map(String).sort();
      await tab.waitForFunction((count) => [...new URL(location.href).searchParams].length === count, wanted.length);
      expect(said()).toEqual(wanted);
      await goTo(at(''));
      await view().first().waitFor({ state: 'detached' });
    }
  }, 90_000);
});

page.describe('A cell of the matrix', () => {
  it('opens with what was said, who said it and where it is written; Back closes it', async () => {
    const tab = await page.open('/forums/cpec-jwg-st');
    await tab
      .getByRole('gridcell', { name: /^acknowledged/ })
      .getByRole('link')
      .click();
    const dialog = tab.getByRole('dialog', { name: /Session 2 · 20 Apr 2022 · 0\.c1/ });
    await dialog.getByText(/Chinese Academy of Sciences and the Higher Education Commission/).waitFor();
    expect(search(tab)).toBe('?cell=0.c1%7E2');
    expect(await dialog.innerText()).toMatch(/Both sides, statement s5[\s\S]*Words only: it changes nothing\./);
    expect(await dialog.innerText()).toMatch(/press PKTopWeb[\s\S]*At its close: in progress, no due date\./);
    expect(await dialog.getByRole('link', { name: 'Open statement' }).getAttribute('href')).toBe(
      '/sessions/cpec-jwg-st.2#s5',
    );
    expect(await dialog.getByRole('link', { name: 'See it as of here' }).getAttribute('href')).toBe(
      '/forums/cpec-jwg-st?asOf=cpec-jwg-st.2',
    );
    await tab.goBack();
    await dialog.waitFor({ state: 'detached' });
    expect(search(tab)).toBe('');
  });

  it('opens by its address, and Escape goes to the address without it, with the focus on the cell', async () => {
    const tab = await page.open(`/forums/${madeUpForum}?cell=4.c3~7`);
    const dialog = tab.getByRole('dialog', { name: /Session 7/ });
    await dialog.getByText('It was spoken of.').waitFor();
    await tab.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(search(tab)).toBe('');
    await tab.waitForFunction(() => document.activeElement?.getAttribute('data-column') === '7');
    expect(await place(tab)).toEqual(['4.c3', 7]);
  });

  it('says so when the address names a cell that is not there', async () => {
    const tab = await page.open('/forums/cpec-jwg-st?cell=9.c9~2');
    await tab.getByText('which is not among these rows').waitFor();
    await tab.getByRole('button', { name: 'Go on without it' }).click();
    expect(search(tab)).toBe('');
  });
});

page.describe('Why a commitment is unsigned', () => {
  it('is one click away from its flag: each step with its source, or that it is not recorded', async () => {
    const tab = await page.open('/forums/cpec-jwg-st');
    const row = tab.getByRole('row', { name: /Support STZA/ });
    await row.getByRole('link', { name: 'unsigned', exact: true }).click();
    const dialog = tab.getByRole('dialog', { name: 'Why is 2.c1 unsigned?' });
    await dialog.getByText('Minutes drafted:').waitFor();
    expect(search(tab)).toBe('?why=2.c1');
    expect((await dialog.getByRole('listitem').allInnerTexts()).map((it) => it.replace(/\s+/g, ' '))).toEqual([
      expect.stringMatching(/^Said: Both sides, 20 April 2022, statement s8 of session 2 press PKTopWeb/),
      'Minutes drafted: none recorded',
      'Signed by Pakistan: not recorded',
      'Signed by China: not recorded',
      'then it is adopted (rule T4)',
    ]);
    const under = await row.boundingBox();
    const box = await dialog.boundingBox();
    expect(box!.y >= under!.y + under!.height - 1 || box!.y + box!.height <= under!.y + 1).toBe(true);
    await tab.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(search(tab)).toBe('');
  });

  it('has the versions and signatures that are recorded', async () => {
    const tab = await page.open(`/forums/${madeUpForum}?why=11.c1`);
    const dialog = tab.getByRole('dialog', { name: 'Why is 11.c1 unsigned?' });
    await dialog.getByText('Signed by China:').waitFor();
    const text = await dialog.innerText();
    expect(text).toMatch(/Minutes drafted: version 1, 20 November 2016/);
    expect(text).toMatch(/Signed by Pakistan: version 1, 20 November 2016\s+Signed by China: not recorded/);
  });
});

page.describe('The keys of the matrix', () => {
  it('lead from cell to cell from one stop of Tab, and open what has the focus', async () => {
    const tab = await page.open(`/forums/${madeUpForum}?density=compact`);
    await tab.getByRole('grid').locator('[tabindex="0"]').focus();
    expect(await place(tab)).toEqual(['1.c1', 0]);
    const press = async (...keys: string[]) => {
      for (const key of keys) await tab.keyboard.press(key);
      return place(tab);
    };
    expect(await press('ArrowDown', 'ArrowRight', 'ArrowRight')).toEqual(['1.c2', 2]);
    expect(await press('End')).toEqual(['1.c2', 13]);
    expect(await press('Control+End')).toEqual(['12.c4', 13]);
    expect(await press('Control+Home')).toEqual(['heads', 0]);
    expect(await press('ArrowDown', 'PageDown')).not.toEqual(['1.c1', 0]);
    expect(await press('Control+Home', 'ArrowDown', 'ArrowRight', 'Enter')).not.toBeNull();
    await tab.getByRole('dialog', { name: /Session 1 · .* · 1\.c1/ }).waitFor();
    await tab.keyboard.press('Escape');
    await tab.waitForFunction(() => document.activeElement?.getAttribute('data-column') === '1');
    expect(await press('ArrowDown')).toEqual(['1.c2', 1]);
    await tab.keyboard.press('w');
    await tab.getByRole('dialog', { name: 'Why does 1.c2 bind both sides?' }).waitFor();
    await tab.keyboard.press('Escape');
    await tab.getByRole('dialog').waitFor({ state: 'detached' });
    await tab.keyboard.press('f');
    expect(await tab.evaluate(() => document.activeElement?.textContent)).toBe('Institution');
  });

  it('never leave the focus under the heads that stay', async () => {
    const tab = await page.open(`/forums/${madeUpForum}?density=comfortable`, {
      viewport: { width: 1100, height: 600 },
    });
    await tab.getByRole('grid').locator('[tabindex="0"]').focus();
    const isCovered = () =>
      tab.evaluate(() => {
        const { left, right, top, bottom } = document.activeElement!.getBoundingClientRect();
        const on = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
        return !document.activeElement!.contains(on);
      });
    const walk = [
      'Control+End',
      'ArrowLeft',
      'ArrowLeft',
      'ArrowUp',
      'PageUp',
      'PageUp',
      'Home',
      'ArrowRight',
      'PageUp',
    ];
    for (const key of [...walk, 'ArrowRight', 'ArrowRight', 'ArrowUp', 'ArrowUp']) {
      await tab.keyboard.press(key);
      await tab.waitForTimeout(0);
      expect([key, await isCovered()]).toEqual([key, false]);
    }
  });
});

page.describe('The matrix elsewhere than on a wide screen now', () => {
  it('is a list where a grid has no room; a tap opens the sessions of a commitment', async () => {
    const tab = await page.open(`/forums/${madeUpForum}`, { viewport: { width: 390, height: 844 } });
    const row = tab.getByRole('listitem').filter({ hasText: '4.c1' }).first();
    await row.waitFor();
    expect(await tab.getByRole('grid').count()).toBe(0);
    expect(await tab.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await row.locator('summary').click();
    const sessions = row.locator('.ph-cells');
    expect((await sessions.innerText()).replace(/\s+/g, ' ')).toMatch(
      /^Session 4 12 May 2009 introduced not started, unsigned Session 5 12 Jun 2010 started in progress/,
    );
    await sessions.getByRole('link', { name: /Session 5/ }).click();
    await tab.getByRole('dialog', { name: /Session 5 · .* · 4\.c1/ }).waitFor();
    expect(search(tab)).toBe('?cell=4.c1%7E5');
    await tab.goBack();
    await tab.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await sessions.isVisible()).toBe(true);
  });

  it('follows the direction of reading in Urdu: columns, keys and marks along time', async () => {
    const tab = await page.open(`/forums/${madeUpForum}?lang=ur&density=compact`);
    await tab.getByRole('grid').waitFor();
    const x = async (n: number) => (await tab.locator(`thead [data-column="${n}"]`).boundingBox())!.x;
    expect(await x(0)).toBeGreaterThan(await x(1));
    expect(await x(1)).toBeGreaterThan(await x(2));
    await tab.locator('[role=grid] [tabindex="0"]').focus();
    await tab.keyboard.press('ArrowLeft');
    expect(await place(tab)).toEqual(['1.c1', 1]);
    const flipped = await tab
      .locator('.mx tbody svg.flip')
      .first()
      .evaluate((it) => getComputedStyle(it).transform);
    expect(flipped).toBe('matrix(-1, 0, 0, 1, 0, 0)');
    expect(await tab.locator('.mx tbody .t').first().getAttribute('dir')).toBe('rtl');
    for (const width of [320, 768, 1440]) {
      await tab.setViewportSize({ width, height: 900 });
      expect(await tab.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
  });

  it('shows nothing later in the past, and says how many sessions came after it', async () => {
    const tab = await page.open(`/forums/${madeUpForum}?asOf=${madeUpForum}.7&density=compact`);
    await tab.getByRole('columnheader', { name: '5 later sessions' }).waitFor();
    expect(await tab.getByRole('columnheader', { name: /^Session \d/ }).count()).toBe(7);
    expect(await tab.getByRole('columnheader', { name: /^Then/ }).count()).toBe(1);
    expect((await ids(tab)).at(-1)).toMatch(/^7\./);
    expect(await tab.locator('.mx').innerText()).not.toMatch(/201[5-9]|Withdrawn/);
    const row = tab.getByRole('row').filter({ hasText: '1.c1' });
    expect(await row.locator('a').first().getAttribute('href')).toBe(
      `/commitments/${madeUpForum}.1.c1?asOf=${madeUpForum}.7`,
    );
  });

  it('is printed in landscape with all rows, its heads and its legend', async () => {
    const tab = await page.open(`/forums/${madeUpForum}`);
    await tab.getByRole('grid').waitFor();
    const pdf = (await tab.pdf({ preferCSSPageSize: true })).toString('latin1');
    const sizes = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, w, h]) => Number(w) > Number(h));
    expect(sizes.length).toBeGreaterThan(0);
    expect(sizes).toEqual(sizes.map(() => true));
    await tab.emulateMedia({ media: 'print' });
    expect(await tab.locator('.mx .printed').evaluate((it) => getComputedStyle(it).display)).toBe('table-footer-group');
    expect(await tab.locator('.bar').isVisible()).toBe(false);
    const cut = await tab
      .locator('.mx tbody tr')
      .evaluateAll((all) => all.filter((it) => getComputedStyle(it).breakInside !== 'avoid').length);
    expect(cut).toBe(0);
    expect(await tab.evaluate(() => document.documentElement.style.getPropertyValue('--printed-moment'))).toMatch(
      /known/,
    );
  });
});
