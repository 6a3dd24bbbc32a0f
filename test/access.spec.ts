import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { format, resolveConfig } from 'prettier';
import { tokenRoles } from '@jwg/platform';

const file = 'docs/reference/access.md';
const MADE = /(<!-- Made from [^\n]*-->\n)[^]*(<!-- Made until here -->)/;

interface Document {
  readonly paths: Record<string, { readonly post?: { readonly operationId: string; readonly 'x-roles'?: string[] } }>;
}

const table = (): string => {
  const { paths } = JSON.parse(readFileSync('docs/reference/openapi.json', 'utf8')) as Document;
  const commands = Object.values(paths).flatMap(({ post }) =>
    post?.['x-roles'] ? { name: post.operationId, roles: post['x-roles'] } : [],
  );
  const writers = tokenRoles.filter((role) => commands.some((it) => it.roles.includes(role)));
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    row(['command', ...writers]),
    row(['', ...writers].map(() => '---')),
    ...commands.map((it) => row([it.name, ...writers.map((role) => (it.roles.includes(role) ? '✓' : ''))])),
  ].join('\n');
};

describe('the reference of access', () => {
  it('says which roles may give each command (UPDATE_REFERENCE=1 npm test -- test/access renews it)', async () => {
    const kept = readFileSync(file, 'utf8');
    const text = kept.replace(MADE, (_, before: string, after: string) => `${before}\n${table()}\n\n${after}`);
    const made = await format(text, { ...(await resolveConfig(file)), parser: 'markdown' });
    if (process.env.UPDATE_REFERENCE) writeFileSync(file, made);
    expect(readFileSync(file, 'utf8')).toBe(made);
  });
});
