import { Controller, Get, Logger, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { errorNames, Platform, SignInFailed, type Begun } from '@jwg/platform';
import { Public } from '../access/may.js';
import { Browsers, OtherSignIn } from './browsers.js';
import { problemOf } from '../problems/problem.js';

/** The time for a password, a second factor and a telephone call. */
const TO_COME_BACK_MS = 10 * 60_000;

const log = new Logger('SignIn');

/** How somebody signs in at the issuer. A browser shows these addresses, so they answer with addresses of the page. */
@Controller('auth')
export class IssuerController {
  constructor(
    private readonly browsers: Browsers,
    private readonly platform: Platform,
  ) {}

  /** Sends the browser to the issuer. */
  @Get('start')
  @Public()
  async startSignIn(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await showing(request, reply, async () => {
      const { atIssuer, begun, sealed } = this.browsers;
      if (!atIssuer || !sealed) throw new OtherSignIn();
      this.browsers.requireSafeWay(request);
      const started = await atIssuer.begin();
      const ends = this.platform.clock().getTime() + TO_COME_BACK_MS;
      const to = inThePage((request.query as { to?: unknown }).to);
      begun.put(reply, await sealed.seal({ ...started.begun, to }, ends), ends);
      return started.address;
    });
  }

  /** Takes up who comes back from the issuer, and signs them in. */
  @Get('callback')
  @Public()
  async finishSignIn(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await showing(request, reply, async () => {
      const { atIssuer, begun, sealed } = this.browsers;
      if (!atIssuer || !sealed) throw new OtherSignIn();
      const kept = begun.in(request);
      begun.remove(reply);
      const { to, ...started } = await sealed.open(kept ?? '').catch((cause: unknown) => {
        throw new SignInFailed('This browser began no sign-in, or more than ten minutes ago.', { cause });
      });
      const actor = await atIssuer.finish(new URL(request.url, 'http://here').search, started as unknown as Begun);
      await this.browsers.begin(reply, actor, atIssuer.seconds);
      return to as string;
    });
  }
}

/** Redirects. A browser for people gets a failure as an address of the page, too, which has the words for it. */
const showing = async (request: FastifyRequest, reply: FastifyReply, work: () => Promise<string>): Promise<void> => {
  reply.status(302).header('Cache-Control', 'no-store');
  try {
    reply.header('Location', await work());
  } catch (error) {
    const { type, status } = problemOf(error, request.id).problem;
    if (status !== 404) log.warn(`${request.id}: ${errorNames(error)}`);
    if (status >= 500 || !request.headers.accept?.includes('text/html')) throw error;
    reply.header('Location', `/sign-in?problem=${type.slice(type.lastIndexOf(':') + 1)}`);
  }
};

/** An address in the page, whatever is asked for: nobody is sent to another site with the trust in this one. */
export const inThePage = (to: unknown): string => {
  if (typeof to !== 'string' || to.length > 2_000 || !URL.canParse(to, 'http://here')) return '/';
  const { origin, pathname, search, hash } = new URL(to, 'http://here');
  return origin === 'http://here' && !pathname.startsWith('//') ? pathname + search + hash : '/';
};
