import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * A cookie that no script and no other host can read. Over https its name begins with `__Host-`, so no other host can
 * set it either.
 */
export class OwnCookie {
  readonly name: string;
  private readonly attributes: { path: string; httpOnly: boolean; sameSite: 'lax'; secure: boolean };

  constructor(name: string, publicUrl: string) {
    const secure = publicUrl.startsWith('https:');
    this.name = secure ? `__Host-${name}` : name;
    // Lax, because a browser comes back from another site when it has signed in there.
    this.attributes = { path: '/', httpOnly: true, sameSite: 'lax', secure };
  }

  in({ cookies }: FastifyRequest): string | undefined {
    return cookies[this.name] || undefined;
  }

  /** @param ends  milliseconds since 1970 */
  put(reply: FastifyReply, value: string, ends: number): void {
    void reply.setCookie(this.name, value, { ...this.attributes, expires: new Date(ends) });
  }

  remove(reply: FastifyReply): void {
    void reply.clearCookie(this.name, this.attributes);
  }
}
