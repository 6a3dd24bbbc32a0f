import { describe, expect, it } from '@jest/globals';
import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as turn } from 'node:timers/promises';
import { fastify } from 'fastify';
import { beginTogether } from './begin-together.js';

describe('requests that arrive together', () => {
  const asked = new AsyncLocalStorage<string>();

  const serving = (begun: (n: string, seen: string | undefined) => void) => {
    const app = fastify();
    app.addHook('onRequest', (request, _reply, done) => asked.run(request.url, done));
    beginTogether(app);
    app.get('/:n', async (request) => {
      begun(request.url, asked.getStore());
      await turn();
      return { of: asked.getStore() };
    });
    return app;
  };

  const numbers = (count: number) => Array.from({ length: count }, (_, n) => `/${n}`);

  it('begin in their order, each in its own context, however many there are', async () => {
    const begun: string[] = [];
    const app = serving((url, seen) => begun.push(url === seen ? url : `${url} as ${seen}`));
    const urls = numbers(300);
    const answers = await Promise.all(urls.map(async (url) => (await app.inject(url)).json()));
    expect(answers).toEqual(urls.map((of) => ({ of })));
    expect(begun).toEqual(urls);
    await app.close();
  });

  it('take no more than 64 into one turn of the event loop', async () => {
    let [now, isOver] = [0, false];
    const next = () => {
      now += 1;
      if (!isOver) setImmediate(next);
    };
    next();
    const begun: number[] = [];
    const app = serving(() => begun.push(now));
    await Promise.all(numbers(300).map((url) => app.inject(url)));
    isOver = true;
    const sizes = [...Map.groupBy(begun, (it) => it).values()].map(({ length }) => length);
    expect(Math.max(...sizes)).toBe(64);
    await app.close();
  });
});
