import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Platform, readiness, unfinishedSince } from '@jwg/platform';
import { Probe } from '../access/may.js';

/** Probes for orchestrators and monitors. */
@Controller('health')
export class HealthController {
  constructor(private readonly platform: Platform) {}

  /** The process answers requests. */
  @Get('live')
  @Probe()
  live() {
    return { status: 'live' };
  }

  /**
   * The server is ready for requests: it can read the ledger, and none of the followers that run here has failed or is
   * far behind. A follower that waits for brokers or for other processes is reported, and so is an import that is not
   * finished; neither is a reason to send requests elsewhere.
   */
  @Get('ready')
  @Probe()
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const { books, followers, store } = this.platform;
    const answer = readiness(followers, undefined, store.health?.(), await unfinishedSince(books));
    reply.status(answer.status === 'ready' ? 200 : 503).header('Cache-Control', 'no-store');
    if (answer.status !== 'ready') reply.header('Retry-After', '5');
    return answer;
  }
}
