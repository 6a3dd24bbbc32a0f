/**
 * Checks that the catalogues of the page have every message that it says, and that each is translated. `npm run web:words`
 * brings them up to date; a translation is then written into `apps/web/src/locales/*.po`.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const locales = join(root, 'apps/web/src/locales');
const catalogues = ['en.po', 'zh.po', 'ur.po'];

const before = mkdtempSync(join(tmpdir(), 'jwg-words-'));
let faults: readonly string[];
try {
  cpSync(locales, before, { recursive: true });
  execFileSync('npm', ['run', '-s', 'web:words'], { cwd: root, stdio: 'ignore' });
  const stale = catalogues.filter((it) => messagesOf(join(before, it)) !== messagesOf(join(locales, it)));
  const untranslated = catalogues.slice(1).map((it) => [it, withoutWords(join(locales, it))] as const);
  faults = [
    ...stale.map((it) => `apps/web/src/locales/${it} does not have what the page says now: npm run web:words`),
    ...untranslated.flatMap(([it, ids]) => ids.map((id) => `apps/web/src/locales/${it} has no words for: ${id}`)),
  ];
} finally {
  cpSync(before, locales, { recursive: true });
  rmSync(before, { recursive: true, force: true });
}
for (const fault of faults.slice(0, 20)) console.error(fault);
if (faults.length > 20) console.error(`… and ${faults.length - 20} more`);
if (faults.length > 0) process.exitCode = 1;

/** The messages alone: where they are used, and when they were extracted, does not matter. */
function messagesOf(file: string): string {
  return entriesOf(file)
    .map(({ id, context }) => `${context}\u0004${id}`)
    .sort()
    .join('\n');
}

function withoutWords(file: string): string[] {
  return entriesOf(file)
    .filter(({ id, words }) => id !== '' && words === '')
    .map(({ id }) => id.slice(0, 80));
}

function entriesOf(file: string): { id: string; words: string; context: string }[] {
  return readFileSync(file, 'utf8')
    .split(/\n{2,}/)
    .filter((block) => !block.startsWith('#~'))
    .map((block) => ({
      id: textAfter('msgid', block),
      words: textAfter('msgstr', block),
      context: textAfter('msgctxt', block),
    }));
}

/** A text of several quoted lines. */
function textAfter(word: string, block: string): string {
  const lines = new RegExp(`^${word} ("[^]*?")(?=\\n[a-z#]|$)`, 'm').exec(`${block}\n#`)?.[1] ?? '';
  return [...lines.matchAll(/^"(.*)"$/gm)].map(([, text]) => text).join('');
}
