import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Platform } from '@jwg/platform';
import { Public } from '../access/may.js';
import { readiness } from './readiness.js';

/** For whoever starts, stops and watches this server. */
@Controller('health')
export class HealthController {
  constructor(private readonly platform: Platform) {}

  /** The process answers. */
  @Get('live')
  @Public()
  live() {
    return { status: 'live' };
  }

  /** It can be sent requests: no follower stands still or is far behind. */
  @Get('ready')
  @Public()
  ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const answer = readiness(this.platform.health());
    reply.status(answer.status === 'ready' ? 200 : 503).header('Cache-Control', 'no-store');
    if (answer.status !== 'ready') reply.header('Retry-After', '5');
    return answer;
  }
}
