import { describe, expect, it } from '@jest/globals';
import type { Binding } from '../api/types.gen.js';
import { whySteps } from './why-steps.js';

const day = (value: string) => ({ occurredAt: { value } });
const signed = (side: string, version: number, more: object = {}) => ({
  side,
  version,
  signedOn: '2023-07-31',
  ...more,
});
const binding = (more: object) => ({ session: 'jcc.11', signatures: [], ...more }) as unknown as Binding;
const short = (steps: ReturnType<typeof whySteps>) =>
  steps.map((it) => [it.is, 'side' in it ? it.side : undefined, 'version' in it ? it.version : undefined, it.on]);

describe('Why a commitment is unsigned', () => {
  it('is told from what binds it: said, drafted, signed by each side in the order asked for, adopted', () => {
    const it_ = {
      adoption: 'adopted' as const,
      legacy: false,
      adoptedBy: day('2023-07-31') as never,
      binding: binding({
        said: { id: 'jcc.11.s2', ...day('2022-10-27') },
        drafted: { version: 3, on: '2023-04-11' },
        signatures: [signed('PK', 3), signed('CN', 3)],
      }),
    };
    expect(short(whySteps(it_, ['CN', 'PK']))).toEqual([
      ['said', undefined, undefined, '2022-10-27'],
      ['drafted', undefined, 3, '2023-04-11'],
      ['signed', 'CN', 3, '2023-07-31'],
      ['signed', 'PK', 3, '2023-07-31'],
      ['adopted', undefined, undefined, '2023-07-31'],
    ]);
  });

  it('does not count what was signed without it, and tells that a signature is void', () => {
    const of = (more: object) =>
      whySteps({ adoption: 'provisional', legacy: false, binding: binding(more) }, ['PK']).find(
        ({ is }) => is === 'signed',
      );
    expect(of({ signatures: [signed('PK', 1)] })).toEqual({ is: 'signed', side: 'PK', void: false });
    expect(of({ drafted: { version: 1, on: '2023' }, signatures: [signed('PK', 2)] })).toMatchObject({ void: false });
    expect(of({ drafted: { version: 1, on: '2023' }, signatures: [signed('PK', 1, { void: true })] })).toMatchObject({
      version: 1,
      void: true,
    });
  });

  it('of what is older than any session has no step', () => {
    const steps = whySteps({ adoption: 'provisional', legacy: true }, ['PK']);
    expect(steps.map(({ on }) => on)).toEqual([undefined, undefined, undefined, undefined]);
  });
});
