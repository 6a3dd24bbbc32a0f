import { existsSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { eventsPage } from './events-page.js';
import { eventTypes } from './schemas.js';
import { compared, pathOf } from './testing/reference.js';

describe('The page about published events', () => {
  const page = eventsPage();

  it('is the kept one (UPDATE_REFERENCE=1 npm test -- libs/published-language)', async () => {
    const it = await compared('events.md', page);
    expect(it.kept).toBe(it.made);
  });

  it('has a part for every event, once', () => {
    const parts = [...page.matchAll(/^### (\w+)$/gm)].map(([, name]) => name);
    expect(parts.sort()).toEqual([...eventTypes].sort());
  });

  it('leads to schemas that are there', () => {
    const links = [...page.matchAll(/\]\((schemas\/[^)]+)\)/g)].map(([, link]) => link!);
    expect(links.length).toBe(eventTypes.length + 1);
    expect(links.filter((it) => !existsSync(pathOf(it)))).toEqual([]);
  });
});
