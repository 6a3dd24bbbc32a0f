import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import Provider from 'oidc-provider';

export const client = { id: 'ledger', secret: 'a secret of the ledger and the issuer' };

/** A real OpenID Connect issuer, with a form for signing in: any name of `people` does, with any password. */
export class PeopleIssuer {
  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(redirectUri: string, people: Readonly<Record<string, object>>): Promise<PeopleIssuer> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://localhost:${(server.address() as { port: number }).port}`;
    const provider = new Provider(url, {
      clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [redirectUri] }],
      pkce: { required: () => true },
      conformIdTokenClaims: false,
      claims: { openid: ['sub', 'jwg_role', 'jwg_side', 'jwg_institution'] },
      cookies: { keys: ['a key of the issuer'] },
      findAccount: (_context: unknown, id: string) => ({
        accountId: id,
        claims: async () => ({ sub: id, ...people[id] }),
      }),
    });
    server.on('request', provider.callback());
    return new PeopleIssuer(server, url);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  /** Does what somebody does in a browser there; answers the address at which the issuer sends them back. */
  async visit(address: string, name: string): Promise<URL> {
    const jar = new Map<string, string>();
    const go = async (to: string, body?: Record<string, string>): Promise<Response> => {
      const answer = await fetch(new URL(to, this.url), {
        redirect: 'manual',
        headers: { cookie: [...jar].map(([key, value]) => `${key}=${value}`).join('; ') },
        ...(body && { method: 'POST', body: new URLSearchParams(body) }),
      });
      for (const line of answer.headers.getSetCookie()) {
        const [, key, value] = /^([^=]+)=([^;]*)/.exec(line)!;
        jar.set(key!, value!);
      }
      return answer;
    };
    let answer = await go(address);
    for (let steps = 0; steps < 12; steps += 1) {
      const location = answer.headers.get('location');
      if (location !== null) {
        const to = new URL(location, this.url);
        if (to.origin !== this.url) return to;
        answer = await go(location);
        continue;
      }
      const page = await answer.text();
      const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1];
      const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
      if (action === undefined || prompt === undefined) throw new Error(`The issuer showed ${answer.status}: ${page}`);
      answer = await go(action, prompt === 'login' ? { prompt, login: name, password: 'any' } : { prompt });
    }
    throw new Error('The issuer sends its visitor around for ever');
  }
}
