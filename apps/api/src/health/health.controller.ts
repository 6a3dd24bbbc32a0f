import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { forQuestions, Platform } from '@jwg/platform';
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
  ready(@Res({ passthrough: true }) reply: FastifyReply) {
    return answer(this.platform, reply);
  }

  /**
   * As `/health/ready`, and not ready either while this server can answer no question because its read models cannot be
   * reached or are far behind. Commands are taken meanwhile: send these by `/health/ready`, and questions by this.
   */
  @Get('ready/questions')
  @Probe()
  readyForQuestions(@Res({ passthrough: true }) reply: FastifyReply) {
    return answer(this.platform, reply, forQuestions);
  }
}

const answer = async (platform: Platform, reply: FastifyReply, needs?: typeof forQuestions) => {
  const it = await platform.readiness(needs);
  reply.status(it.status === 'ready' ? 200 : 503).header('Cache-Control', 'no-store');
  if (it.status !== 'ready') reply.header('Retry-After', '5');
  return it;
};
