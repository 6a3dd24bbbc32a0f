import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { errorNames } from '@jwg/platform';
import { problemOf } from './problem.js';

/** The only place that turns errors into answers. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('Request');

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (reply.sent) return;
    const { problem, headers } = problemOf(error, request.id, request.method);
    const what = `${request.method} ${request.routeOptions.url}: ${errorNames(error)}`;
    if (problem.status === 500) this.log.error(what, (error as Error)?.stack);
    else if (problem.status > 500) this.log.warn(what);
    sendProblem(reply, problem, headers);
  }
}

export const sendProblem = (
  reply: FastifyReply,
  problem: { status: number },
  headers: Readonly<Record<string, string>>,
): void => {
  reply
    .status(problem.status)
    .headers({ 'Cache-Control': 'no-store', ...headers })
    .removeHeader('ETag')
    .removeHeader('Location')
    .type('application/problem+json')
    .send(JSON.stringify(problem));
};
