import { install, answers } from './debian.ts';

/** Debian's packages, and those that a machine of a developer may have. */
const programs = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * The program of a Chromium: the one that CHROME_PATH names, or one on the PATH, or Debian's package, which is installed
 * where apt-get may.
 *
 * @throws Error  there is none, and it says why none can be had
 */
export const chromium = async (): Promise<string> => {
  if (process.env['CHROME_PATH'] !== undefined) return process.env['CHROME_PATH'];
  const found = await onThePath();
  if (found !== undefined) return found;
  await install('chromium', 'A real browser needs Chromium');
  return (await onThePath())!;
};

const onThePath = async (): Promise<string | undefined> => {
  for (const name of programs) {
    const path = (await answers('which', name))?.trim();
    if (path) return path;
  }
  return undefined;
};

/** A browser that asks nobody anything by itself, and starts as root too. */
export const calm = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];
