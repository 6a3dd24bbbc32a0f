import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK, type JWTHeaderParameters } from 'jose';

export interface Pair {
  readonly privateKey: CryptoKey;
  readonly published: JWK;
}

export const pair = async (kid: string, alg = 'ES256'): Promise<Pair> => {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { privateKey, published: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
};

/** A server that publishes keys as an OpenID Connect issuer does, and can be made to fail. */
export class Issuer {
  keys: JWK[] = [];
  /** The answer of every address, instead of the real one. */
  trouble: { status: number; body?: string } | undefined;
  /** Fields of the discovery document that are wrong on purpose. */
  discovery: Record<string, unknown> = {};
  readonly asked: string[] = [];
  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {
    server.on('request', ({ url: path = '' }, response) => {
      this.asked.push(path);
      if (this.trouble) return response.writeHead(this.trouble.status).end(this.trouble.body);
      const document = { issuer: this.url, jwks_uri: `${this.url}/keys`, ...this.discovery };
      return response
        .setHeader('content-type', 'application/json')
        .end(JSON.stringify(path === '/keys' ? { keys: this.keys } : document));
    });
  }

  static async start(port = 0): Promise<Issuer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return new Issuer(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  /** Afterwards connections are refused. */
  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

export const signed = (
  { privateKey, published: { kid, alg } }: Pair,
  claims: Record<string, unknown>,
  header: Partial<JWTHeaderParameters> = {},
): Promise<string> =>
  new SignJWT(claims).setProtectedHeader({ alg: alg!, kid, typ: 'at+jwt', ...header }).sign(privateKey);
