import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BLOCK_BYTES, IndexBlock } from './index-block.js';
import { INDEX_FILE, IndexFile, type KeptBlock } from './index-file.js';

const blockOf = (number: number, texts = `{"number":${number}}`): KeptBlock => {
  const block = new IndexBlock();
  block.bytes.fill(number + 1);
  return { block, texts };
};

describe('The file of an index', () => {
  let [folder, path] = ['', ''];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'index-'));
    path = join(folder, INDEX_FILE);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const written = async (...blocks: KeptBlock[]) => {
    const file = await IndexFile.begin(folder, 'jwg.');
    const sizes = [statSync(path).size];
    for (const block of blocks) {
      await file.write(block);
      sizes.push(statSync(path).size);
    }
    await file.close();
    return sizes;
  };
  const opened = async (prefix = 'jwg.') => IndexFile.open(folder, prefix, { readOnly: false });
  const read = async () => {
    const file = await opened();
    const texts: string[] = [];
    if (typeof file === 'string') return file;
    for await (const kept of file.read()) {
      // Not toEqual, which looks at each of a block's bytes and takes a second.
      if (!Buffer.from(kept.block.bytes).equals(blockOf(texts.length).block.bytes)) throw new Error('Other bytes');
      texts.push(kept.texts);
    }
    await file.close();
    return texts.length;
  };

  it('gives back its blocks in their order, to the ledger that it is of', async () => {
    expect(await opened()).toBe('none');
    await written(blockOf(0), blockOf(1), blockOf(2));
    expect(await read()).toBe(3);
    expect(await opened('other.')).toBe('other');
  });

  it('has every whole block wherever it was cut off, and goes on behind them', async () => {
    const sizes = await written(blockOf(0), blockOf(1), blockOf(2));
    const whole = join(folder, 'whole');
    copyFileSync(path, whole);
    const around = sizes.flatMap((size) => Array.from({ length: 60 }, (_, n) => size - 30 + n));
    const between = Array.from({ length: 50 }, (_, n) => Math.floor((n * sizes[3]!) / 50));
    for (const cut of [...Array.from({ length: sizes[0]! }, (_, n) => n), ...around, ...between]) {
      if (cut > sizes[3]!) continue;
      copyFileSync(whole, path);
      truncateSync(path, cut);
      const blocks = sizes.findLastIndex((size) => size <= cut);
      if ((await read()) !== (blocks < 0 ? 'other' : blocks)) throw new Error(`Cut at ${cut}`);
    }
    const file = await opened();
    if (typeof file === 'string') throw new Error(file);
    let blocks = 0;
    for await (const kept of file.read()) blocks += kept.texts ? 1 : 0;
    for (; blocks < 3; blocks += 1) await file.write(blockOf(blocks));
    await file.close();
    expect(readFileSync(path).equals(readFileSync(whole))).toBe(true);
  });

  it('has no block that was changed, and none behind it, wherever it was changed', async () => {
    const sizes = await written(blockOf(0), blockOf(1), blockOf(2));
    const whole = readFileSync(path);
    const around = sizes
      .slice(0, 3)
      .flatMap((size) => Array.from({ length: 60 }, (_, n) => Math.max(size - 30 + n, 0)));
    const between = Array.from({ length: 50 }, (_, n) => Math.floor((n * (sizes[3]! - 1)) / 50));
    for (const changed of [...around, ...between]) {
      const bytes = Buffer.from(whole);
      bytes[changed]! ^= 0x10;
      writeFileSync(path, bytes);
      const blocks = sizes.findLastIndex((size) => size <= changed);
      if ((await read()) !== (blocks < 0 ? 'other' : blocks)) throw new Error(`Changed at ${changed}`);
    }
  });

  it('does not take an old block behind a new one that another history left there', async () => {
    await written(blockOf(0), blockOf(1), blockOf(2));
    const file = await opened();
    if (typeof file === 'string') throw new Error(file);
    for await (const kept of file.read()) if (kept.texts) break;
    await file.write(blockOf(1, '{"number":7}')); // as long as the one that was there
    await file.close();
    expect(await read()).toBe(2);
  });

  it('is written to by several processes at once, since they write the same', async () => {
    await written();
    const files = [await opened(), await opened()];
    for (const number of [0, 1, 2]) await Promise.all(files.map((file) => (file as IndexFile).write(blockOf(number))));
    await Promise.all(files.map((file) => (file as IndexFile).close()));
    expect(await read()).toBe(3);
    expect(statSync(path).size).toBeLessThan(3 * BLOCK_BYTES + 500);
  });
});
