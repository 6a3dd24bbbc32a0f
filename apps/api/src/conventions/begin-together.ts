import { AsyncResource } from 'node:async_hooks';
import type { FastifyInstance } from 'fastify';

/** Requests that begin in one turn of the event loop, at most: others wait for the next one. */
const WAVE = 64;

/**
 * Requests that have arrived completely in one turn of the event loop begin together, in their order of arrival. Each
 * step of a command is then taken for all of them before the next step, while the processor has its code at hand:
 * one command after the other takes half as long again. A request that is alone waits for nothing.
 */
export const beginTogether = (fastify: FastifyInstance): void => {
  const waiting: (() => void)[] = [];
  const begin = () => {
    const wave = waiting.splice(0, WAVE);
    if (waiting.length > 0) setImmediate(begin);
    for (const goOn of wave) goOn();
  };
  fastify.addHook('preHandler', (_request, _reply, done) => {
    if (waiting.push(AsyncResource.bind(done)) === 1) setImmediate(begin); // each goes on in its own context
  });
};
