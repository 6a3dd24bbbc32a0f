import { Failure } from './failures.js';
import { request } from './server.js';

interface Document {
  readonly paths?: Readonly<Record<string, Readonly<Record<string, { readonly operationId?: string }>>>>;
}

/** The server's route for a command, from its own OpenAPI document, and the fields that are path parameters. */
export const routeOf = async (
  server: string,
  command: string,
  fields: Readonly<Record<string, unknown>>,
): Promise<{ url: string; body: string }> => {
  const { paths = {} } = (await request({ url: `${server}/openapi.json`, method: 'GET' })) as Document;
  const path = Object.keys(paths).find((it) => paths[it]!.post?.operationId === command);
  if (path === undefined) throw new Failure('invalid', `The server has no address for ${command}.`);
  const rest = { ...fields };
  const address = path.replace(/\{(\w+)\}/g, (_, field: string) => {
    const value = rest[field];
    delete rest[field];
    return encodeURIComponent(String(value));
  });
  return { url: server + address, body: JSON.stringify(rest) };
};
