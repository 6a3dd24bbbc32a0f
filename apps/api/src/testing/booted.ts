import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { InjectOptions } from 'fastify';
import type { Actor } from '@jwg/domain';
import { actors } from '@jwg/domain/samples';
import { openLocalIssuer, Platform, type LocalIssuer } from '@jwg/platform';
import { openApi, type ApiSettings } from '../api.js';
import { documentFile } from '../openapi/documents.js';
import type { Answer } from './answer.js';
import { checkedAgainst } from './checked.js';

export { actors };

export interface Booted {
  readonly app: NestFastifyApplication;
  readonly platform: Platform;
  readonly issuer: LocalIssuer;
  /** The value of an Authorization header. */
  bearer(actor: Actor): Promise<string>;
  get(url: string, as?: Actor, headers?: Record<string, string>): Promise<Answer>;
  post(url: string, body?: unknown, as?: Actor, headers?: Record<string, string>): Promise<Answer>;
  send(request: InjectOptions): Promise<Answer>;
  /** How many events there are, without the entries of who read something. */
  count(): Promise<number>;
  close(): Promise<void>;
}

/** Every answer in every spec has to match docs/reference/openapi.json. */
const asDocumented = () => (check ??= checkedAgainst(JSON.parse(readFileSync(documentFile, 'utf8')) as object));
let check: ReturnType<typeof checkedAgainst> | undefined;

/** The whole API over a ledger of its own. */
export const boot = async (
  settings: Partial<ApiSettings> = {},
  seen: (request: InjectOptions, answer: Answer) => void = asDocumented(),
): Promise<Booted> => {
  const folder = settings.folder ?? mkdtempSync(join(tmpdir(), 'api-'));
  const issuer = await openLocalIssuer(folder, settings.clock);
  const app = await openApi({ ...settings, folder }, issuer);
  const tokens = new Map<string, string>();
  const bearer = async (actor: Actor) => {
    const known = tokens.get(actor.id) ?? `Bearer ${await issuer.issue(actor, 3600)}`;
    tokens.set(actor.id, known);
    return known;
  };
  const platform = app.get(Platform);
  const send = async (request: InjectOptions): Promise<Answer> => {
    const { statusCode: status, headers, body: text } = await app.inject(request);
    const isJson = /[/+]json/.test(String(headers['content-type']));
    const answer = {
      status,
      headers: headers as Record<string, string>,
      text,
      body: isJson && text !== '' ? (JSON.parse(text) as unknown) : undefined,
    };
    seen(request, answer);
    return answer;
  };
  return {
    app,
    platform,
    issuer,
    bearer,
    send,
    get: async (url, as = actors.auditor, headers = {}) =>
      send({ method: 'GET', url, headers: { authorization: await bearer(as), ...headers } }),
    post: async (url, body, as = actors.recorder, headers = {}) =>
      send({
        method: 'POST',
        url,
        headers: { authorization: await bearer(as), ...headers },
        ...(body !== undefined && { payload: body as object }),
      }),
    count: async () =>
      (await platform.store.readAll(undefined, 100_000)).filter(({ type }) => type !== 'LedgerRead').length,
    async close() {
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
