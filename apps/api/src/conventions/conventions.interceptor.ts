import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { lastValueFrom, of, type Observable } from 'rxjs';
import type { Imported, Rehearsed } from '@jwg/application';
import { Platform, within, viewerOf, type Receipt, type ReplayState } from '@jwg/platform';
import { cacheControl, linkNext, answerReceipt, answerRehearsal, answerBegun } from './answer.js';
import { requestContextOf } from './request-context.js';
import { ImportProblems } from './import-problems.js';
import { SerialisedAnswer } from '../reading/serialised-answer.js';
import { revisionOf } from './revision.js';
import { waitFor } from './wait-for.js';

/** The conventions of every route under /v1: the actor, the wait for `atLeast`, the form of receipts and answers. */
@Injectable()
export class Conventions implements NestInterceptor {
  constructor(private readonly platform: Platform) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    if (request.actor === undefined) return next.handle();
    const requestContext = requestContextOf(request);
    const work = () => lastValueFrom(next.handle());
    if (request.method === 'POST') {
      const done = (await within(requestContext, work)) as Receipt | Rehearsed | Imported | ReplayState;
      if ('state' in done) return of(answerBegun(reply, done));
      if ('stream' in done) return of(answerReceipt(reply, done));
      return of('effects' in done ? answerRehearsal(reply, done) : imported(reply, done));
    }
    await waitFor(this.platform, request);
    const answer = (await within(requestContext, work)) as { position?: number; next?: string | number };
    request.revision = await revisionOf(this.platform, request, answer, viewerOf(requestContext));
    linkNext(reply, request, answer);
    const vary = reply.getHeader('Vary'); // each side gets an answer of its own
    reply.headers({
      'Cache-Control': cacheControl(request),
      Vary: [vary, 'Authorization, Cookie'].filter(Boolean).join(', '),
    });
    if (!(answer instanceof SerialisedAnswer)) return of(answer);
    reply.type(answer.type);
    request.digest = answer.digest;
    return of(answer.body);
  }
}

/** @throws ImportProblems */
const imported = (reply: FastifyReply, done: Imported): Imported => {
  if (!done.dryRun && done.problems.length > 0) throw new ImportProblems(done);
  reply.status(done.dryRun || done.events === 0 ? 200 : 201);
  return done;
};
