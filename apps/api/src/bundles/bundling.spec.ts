import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { Bundling, MOST_BUNDLES, MOST_BUNDLES_OF_ONE, TooManyBundles } from './bundling.js';

const answer = () => new EventEmitter() as ServerResponse;

describe('The bundles that are being made', () => {
  it('are at most so many of one actor, and so many of all', () => {
    const bundling = new Bundling();
    for (let n = 0; n < MOST_BUNDLES; n += 1) bundling.begin(`actor ${Math.floor(n / MOST_BUNDLES_OF_ONE)}`, answer());
    expect(() => bundling.begin('actor 0', answer())).toThrow('2 bundles of yours');
    expect(() => bundling.begin('a newcomer', answer())).toThrow(TooManyBundles);
  });

  it('count until their answer is closed, taken whole or not', () => {
    const bundling = new Bundling();
    for (let n = 0; n < 100; n += 1) {
      const open = answer();
      bundling.begin('the same actor', open);
      open.emit('close');
    }
    const gone = Object.assign(answer(), { destroyed: true });
    for (let n = 0; n < 100; n += 1) bundling.begin('the same actor', gone);
  });
});
