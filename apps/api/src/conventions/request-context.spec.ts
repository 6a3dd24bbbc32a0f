import { describe, expect, it } from '@jest/globals';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '@jwg/domain';
import { requestContextOf } from './request-context.js';

const given = (actor: Actor, key: string) =>
  requestContextOf({
    method: 'POST',
    id: 'a-request',
    actor,
    headers: { 'idempotency-key': key },
    routeOptions: { config: {} },
  } as unknown as FastifyRequest).commandId;

const pk: Actor = { id: 'operator', role: 'secretariat', side: 'PK' };

describe('an Idempotency-Key', () => {
  it('names the same command when the same actor sends it again', () => {
    expect(given(pk, 'w1')).toBe(given({ ...pk }, 'w1'));
    expect(given(pk, 'w1')).not.toBe(given(pk, 'w2'));
  });

  it.each<[string, Actor]>([
    ['for the other side', { ...pk, side: 'CN' }],
    ['in another role', { ...pk, role: 'coChair' }],
    ['for an institution', { ...pk, role: 'focalPoint', institution: 'pk-stza' }],
    ['by somebody else', { ...pk, id: 'another' }],
  ])('names another command when it comes %s', (_, actor) => {
    expect(given(actor, 'w1')).not.toBe(given(pk, 'w1'));
  });
});
