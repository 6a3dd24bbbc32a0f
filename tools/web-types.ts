/**
 * Writes the types of the API's answers for the page, from the OpenAPI document. `--check` fails when the file is stale.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@hey-api/openapi-ts';

const root = join(import.meta.dirname, '..');
const target = join(root, 'apps/web/src/api/types.gen.ts');

/** The types, as the OpenAPI document has them now. */
const generated = async (): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'jwg-types-'));
  try {
    await createClient({
      input: join(root, 'docs/reference/openapi.json'),
      output: { path: folder, clean: true },
      plugins: ['@hey-api/typescript'],
      logs: { level: 'silent', file: false },
    });
    return readFileSync(join(folder, 'types.gen.ts'), 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const types = await generated();
if (!process.argv.includes('--check')) writeFileSync(target, types);
else if (readFileSync(target, 'utf8') !== types) {
  console.error('apps/web/src/api/types.gen.ts is older than docs/reference/openapi.json: npm run web:types');
  process.exitCode = 1;
}
