import { describe, expect, it } from '@jest/globals';
import { languagesFor } from './me.js';

describe('The languages of the page', () => {
  it.each([
    [undefined, ['en', 'zh', 'ur']],
    ['ur', ['ur', 'en', 'zh']],
    ['ur-PK,ur;q=0.9,en;q=0.8', ['ur', 'en', 'zh']],
    ['en;q=0.5, zh-Hans-CN;q=0.9', ['zh', 'en', 'ur']],
    ['fr, de;q=0.7', ['en', 'zh', 'ur']],
    ['zh;q=0, *;q=0.1', ['en', 'zh', 'ur']],
    ['urdu, zh;q=high, ur', ['ur', 'en', 'zh']],
  ])('for a browser that asks for %j are %j', (accept, languages) => expect(languagesFor(accept)).toEqual(languages));
});
