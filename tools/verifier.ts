/**
 * Builds the verifier of bundles out of libs/ledger-proof into files that need nothing else: dist/verify-bundle.mjs for
 * node and for pages, and dist/verify-bundle.html for a browser without a network.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Rolldown } from 'vite';

const root = join(import.meta.dirname, '..');

const inOneFile = async (entry: string): Promise<string> => {
  const built = await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: { ssr: join(root, 'libs/ledger-proof/src/bundle', entry), target: 'es2022', minify: false, write: false },
    ssr: { noExternal: true },
  });
  const { output } = built as Rolldown.RolldownOutput;
  if (output.length !== 1) throw new Error(`${entry} is more than one file`);
  return output[0].code;
};

const html = (script: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Verify a bundle of a JWG Ledger</title>
<style>body { font: 1rem/1.5 serif; margin: 2rem auto; max-inline-size: 60rem; padding: 0 1rem } pre { white-space: pre-wrap } input[type=text] { inline-size: 100% }</style>
<main>
<h1>Verify a bundle of a JWG Ledger</h1>
<p>This page needs no network. Nothing leaves your machine.</p>
<p><label>The bundle <input type="file" id="file"></label></p>
<p><label>The public key that you have kept elsewhere <input type="text" id="key" spellcheck="false"></label></p>
<pre id="report" role="status"></pre>
</main>
<script type="module">
${script.replaceAll('</script', '<\\/script')}
</script>
</html>
`;

writeFileSync(join(root, 'dist/verify-bundle.mjs'), await inOneFile('main.ts'));
writeFileSync(join(root, 'dist/verify-bundle.html'), html(await inOneFile('page.ts')));
