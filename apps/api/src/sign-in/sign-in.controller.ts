import { Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Invalid } from '@jwg/application';
import { Platform } from '@jwg/platform';
import { Public } from '../access/may.js';
import { Browsers, OtherSignIn } from './browsers.js';
import { meOf, type Me } from './me.js';
import { requireOwnPage } from './own-page.js';

/** How a browser signs in and out. */
@Controller('auth')
export class SignInController {
  constructor(
    private readonly browsers: Browsers,
    private readonly platform: Platform,
  ) {}

  /** Follows a one-time link: signs in whom it is for. The body has the `code` of the link. */
  @Post('link')
  @Public()
  @HttpCode(200)
  async followLink(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Me> {
    reply.header('Cache-Control', 'no-store');
    requireOwnPage(request);
    this.browsers.requireSafeWay(request);
    const { links } = this.browsers;
    if (!links) throw new OtherSignIn();
    const { actor, seconds } = await links.follow(codeIn(request), this.platform.books.spent);
    return meOf(await this.browsers.begin(reply, actor, seconds), request.headers['accept-language']);
  }

  /** Ends a sign-in, on every server. Nothing happens where there is none. */
  @Post('end')
  @Public()
  @HttpCode(204)
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    requireOwnPage(request);
    const { cookie, signIns } = this.browsers;
    const kept = cookie.in(request);
    if (kept !== undefined) await signIns?.end(kept);
    cookie.remove(reply);
    // Answers as of a position stay in the browser's cache for a year; the next person at it need not find them.
    reply.headers({ 'Cache-Control': 'no-store', 'Clear-Site-Data': '"cache"' });
  }
}

const MOST_CHARACTERS = 4_000;

const codeIn = ({ body }: FastifyRequest): string => {
  const { code, ...rest } = (body ?? {}) as Record<string, unknown>;
  const problems = Object.keys(rest).map((name) => ({ field: `/${name}`, rule: 'is not asked for here' }));
  if (typeof code !== 'string' || code.length > MOST_CHARACTERS)
    problems.push({ field: '/code', rule: 'must be the part of the link behind its #' });
  if (problems.length > 0) throw new Invalid(problems);
  return code as string;
};
