import type { Booted } from './booted.js';

/** The command that establishes the forum `f`, which most specs of the API use. */
export const forum = {
  forumId: 'f',
  name: { en: 'F' },
  level: 'workingGroup',
  sides: [
    { side: 'PK', name: { en: 'P' }, lead: 'pk-most' },
    { side: 'CN', name: { en: 'C' }, lead: 'cn-most' },
  ],
};

/** An undertaking led by `pk-most`. */
export const undertaking = {
  kind: 'support',
  title: { en: 'Something' },
  lead: ['pk-most'],
  support: [],
  beneficiaries: [],
};

export interface Scene {
  /** The ids of the institutions; each begins with its side. */
  readonly institutions?: readonly string[];
  /** The number of commitments, `f.1.c1` and so on, that the open session `f.1` decided on. */
  readonly commitments?: number;
}

/**
 * Sets the scene for a spec: the forum `f`, some institutions, and commitments of an open session. Resolves when the
 * decisions have taken effect and the read models include them.
 */
export const scene = async (
  api: Pick<Booted, 'post' | 'platform'>,
  { institutions = [], commitments = 0 }: Scene = {},
): Promise<void> => {
  const give: Booted['post'] = async (...command) => {
    const answer = await api.post(...command);
    if (answer.status !== 201) throw new Error(`${command[0]} answered ${answer.status}: ${answer.text}`);
    return answer;
  };
  await give('/v1/forums', forum);
  for (const institution of institutions)
    await give('/v1/forums/f/institutions', {
      institution,
      side: institution.slice(0, 2).toUpperCase(),
      name: { en: institution },
    });
  if (commitments === 0) return;
  await give('/v1/sessions', { sessionId: 'f.1', mode: 'virtual' });
  await give('/v1/sessions/f.1/opening', { openedOn: '2022-04-20' }, undefined, { 'if-match': '"0"' });
  const undertakings = Array.from({ length: commitments }, () => undertaking);
  const decided = await give('/v1/sessions/f.1/decisions', { text: { en: 'Decided' }, undertakings });
  await api.platform.caughtUpTo((decided.body as { cursor: string }).cursor, 5_000);
};
