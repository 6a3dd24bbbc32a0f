import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Known, Public } from '../access/may.js';
import { Browsers } from './browsers.js';
import { meOf, type Me } from './me.js';

/** What the page has to know before it shows anything. */
export interface PageSettings {
  /** Whether one can read without signing in. */
  readonly publicReading: boolean;
  /** How one can sign in: by a one-time link, or at the issuer (`/auth/start`). */
  readonly signIn: readonly ('link' | 'issuer')[];
  /** The forums to open first. */
  readonly forums: readonly string[];
}

/** Who asks, and what they find here. */
@Controller('v1')
export class MeController {
  constructor(private readonly browsers: Browsers) {}

  /** Who is asking: by a token, or signed in with a browser. */
  @Get('me')
  @Known()
  me(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Me {
    reply.header('Vary', [reply.getHeader('Vary'), 'Accept-Language'].filter(Boolean).join(', '));
    return meOf(request.admitted!, request.headers['accept-language']);
  }

  /** What the page has to know before anybody has signed in. */
  @Get('settings/page')
  @Public()
  pageSettings(@Res({ passthrough: true }) reply: FastifyReply): PageSettings {
    reply.header('Cache-Control', 'no-cache');
    const { publicReading, links, atIssuer, forums } = this.browsers;
    const signIn = [...(links ? (['link'] as const) : []), ...(atIssuer ? (['issuer'] as const) : [])];
    return { publicReading, signIn, forums };
  }
}
