/**
 * `node tools/spectral.ts`: holds the OpenAPI and the AsyncAPI document to Spectral's recommended rules. Prints what it
 * finds; exit code 1 where one of them is an error.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Spectral, type RulesetDefinition } from '@stoplight/spectral-core';
import { asyncapi, oas } from '@stoplight/spectral-rulesets';

process.chdir(join(import.meta.dirname, '..', 'docs', 'reference')); // AsyncAPI names the schemas from there
const spectral = new Spectral();
spectral.setRuleset({
  extends: [oas, asyncapi] as RulesetDefinition[],
  // Minutes of time for what apps/api/src/openapi/document.spec.ts holds in seconds: examples fit their schemas.
  rules: { 'oas3-valid-media-example': 'off', 'oas3-valid-schema-example': 'off' },
});

const ERROR = 0;
for (const file of ['openapi.json', 'asyncapi.json'])
  for (const { severity, code, message, path } of await spectral.run(readFileSync(file, 'utf8'))) {
    const isError = Number(severity) === ERROR;
    console.error(`${isError ? 'error' : 'warning'} ${file} ${path.join('/')}: ${message} (${code})`);
    if (isError) process.exitCode = 1;
  }
