import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { Failure } from './failures.js';

const browsers = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const PATIENCE_MS = 60_000;

/** Prints a page by the Chromium that CHROME_PATH names, or by one on the PATH. */
export const pdfOf = async (html: string): Promise<Uint8Array> => {
  const folder = await mkdtemp(join(tmpdir(), 'jwg-report-'));
  try {
    const [page, pdf] = [join(folder, 'report.html'), join(folder, 'report.pdf')];
    await writeFile(page, html);
    await printed(page, pdf, folder);
    return await readFile(pdf);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const printed = async (page: string, pdf: string, folder: string): Promise<void> => {
  const flags = [
    ...['--headless', '--no-sandbox', '--disable-gpu', '--no-pdf-header-footer', `--user-data-dir=${folder}/profile`],
    ...[`--print-to-pdf=${pdf}`, pathToFileURL(page).href],
  ];
  for (const browser of process.env.CHROME_PATH ? [process.env.CHROME_PATH] : browsers)
    try {
      await promisify(execFile)(browser, flags, { timeout: PATIENCE_MS });
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') continue;
      throw new Failure('failed', `${browser} could not print the report: ${(error as Error).message.split('\n')[0]}`);
    }
  throw new Failure(
    'invalid',
    'A PDF needs Chromium: install it, name it by CHROME_PATH, or print --format html yourself.',
  );
};
