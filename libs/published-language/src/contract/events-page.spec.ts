import { existsSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { eventsPage } from './events-page.js';
import { eventTypes } from './schemas.js';
import { compared, pathOf } from './testing/reference.js';

describe('The page about published events', () => {
  const page = eventsPage();

  it('is the file in docs/reference (UPDATE_REFERENCE=1 npm test -- libs/published-language renews it)', async () => {
    const it = await compared('events.md', page);
    expect(it.kept).toBe(it.made);
  });

  it('has one section for every event', () => {
    const parts = [...page.matchAll(/^### (\w+)$/gm)].map(([, name]) => name);
    expect(parts.sort()).toEqual([...eventTypes].sort());
  });

  it('links to schemas that exist', () => {
    const links = [...page.matchAll(/\]\((schemas\/[^)]+)\)/g)].map(([, link]) => link!);
    expect(links.length).toBe(eventTypes.length + 1);
    expect(links.filter((it) => !existsSync(pathOf(it)))).toEqual([]);
  });
});
