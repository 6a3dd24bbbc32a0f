import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Platform, readiness } from '@jwg/platform';
import { Public } from '../access/may.js';

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

  /**
   * It can be sent requests: none of the followers that work here stands still or is far behind. What waits for brokers,
   * or for other processes, is told, and is no reason to send requests elsewhere.
   */
  @Get('ready')
  @Public()
  ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const answer = readiness(this.platform.followers);
    reply.status(answer.status === 'ready' ? 200 : 503).header('Cache-Control', 'no-store');
    if (answer.status !== 'ready') reply.header('Retry-After', '5');
    return answer;
  }
}
