import { ServerSaidNo } from './server.js';

/**
 * The Prometheus metrics of a process whose names begin with `prefix`, by the rest of the name with its labels.
 *
 * @throws ServerSaidNo
 */
export const figuresOf = async (url: string, prefix: string): Promise<Record<string, number>> => {
  let text: string;
  try {
    const answer = await fetch(`${url}/metrics`, { redirect: 'error', signal: AbortSignal.timeout(5_000) });
    if (!answer.ok) throw new Error(`it answered ${answer.status}`);
    text = await answer.text();
  } catch (error) {
    const { cause, message } = error as Error & { cause?: Error };
    throw new ServerSaidNo(`The figures of ${url} cannot be had: ${cause?.message || message}`);
  }
  const lines = text.split('\n').filter((line) => line.startsWith(prefix));
  return Object.fromEntries(
    lines.map((line) => {
      const space = line.lastIndexOf(' ');
      return [line.slice(prefix.length, space), Number(line.slice(space + 1))];
    }),
  );
};

/** The source that a server publishes under, as its AsyncAPI document has it; `undefined` of a worker, which has none. */
export const sourceOf = async (url: string): Promise<string | undefined> => {
  try {
    const answer = await fetch(`${url}/asyncapi.json`, { redirect: 'error', signal: AbortSignal.timeout(5_000) });
    const { protocol, host, pathname = '' } = ((await answer.json()) as Described).servers.http;
    return `${protocol}://${host}${pathname}`;
  } catch {
    return undefined;
  }
};

interface Described {
  readonly servers: { readonly http: { readonly protocol: string; readonly host: string; readonly pathname?: string } };
}
