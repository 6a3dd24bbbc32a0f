import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { CheckpointMoved, type FollowerBooks } from '@jwg/event-sourcing';

/** A place for an adapter's books, empty at first. */
export interface EmptyPlace {
  /** Opens the books there. A test may call it often, also while books are open. */
  open(): Promise<FollowerBooks>;
  close(): Promise<void>;
}

/** What every adapter of the followers' books guarantees, to run inside a `describe`. */
export const booksContract = (fresh: () => Promise<EmptyPlace>): void => {
  let place: EmptyPlace;
  let books: FollowerBooks;
  let opened: FollowerBooks[];
  const open = async () => {
    const it = await place.open();
    opened.push(it);
    return it;
  };
  beforeEach(async () => {
    opened = [];
    place = await fresh();
    books = await open();
  });
  afterEach(async () => {
    for (const it of opened) await it.close();
    await place.close();
  });

  it('know of no follower at first, and that they are new', async () => {
    expect(await books.checkpoint('policy').get()).toBeUndefined();
    expect(await books.checkpoints()).toEqual(new Map());
    expect(await books.skips.list('policy')).toEqual([]);
    expect(books.areNew).toBe(true);
  });

  it('keep checkpoints and skips when they are opened again, and are new no more', async () => {
    await books.checkpoint('policy').move(undefined, { cursor: 'x', position: 0 });
    await books.skips.record('policy', { eventId: 'e', by: 'operator', reason: 'was sent by hand' });
    const again = await open();
    expect(again.areNew).toBe(false);
    expect(await again.checkpoint('policy').get()).toEqual({ cursor: 'x', position: 0 });
    expect(await again.skips.list('policy')).toEqual([{ eventId: 'e', by: 'operator', reason: 'was sent by hand' }]);
  });

  it('move a checkpoint only from where the mover believes it', async () => {
    const policy = books.checkpoint('policy');
    await policy.move(undefined, { cursor: 'x', position: 7 });
    await expect(policy.move(undefined, { cursor: 'y', position: 8 })).rejects.toThrow(CheckpointMoved);
    await expect(policy.move('w', { cursor: 'y', position: 8 })).rejects.toThrow(CheckpointMoved);
    expect(await policy.get()).toEqual({ cursor: 'x', position: 7 });
    await policy.move('x', { cursor: 'y', position: 8 });
    expect(await policy.get()).toEqual({ cursor: 'y', position: 8 });
  });

  it('let one of several move a checkpoint when all move it at once', async () => {
    const movers = await Promise.all([1, 2, 3, 4].map(open));
    const moveAll = (after: string | undefined, position: number) =>
      Promise.allSettled(
        movers.map((it, n) => it.checkpoint('policy').move(after, { cursor: `${position}-${n}`, position })),
      );
    for (const position of [0, 1]) {
      const after = (await books.checkpoint('policy').get())?.cursor;
      const moved = await moveAll(after, position);
      const winner = moved.findIndex(({ status }) => status === 'fulfilled');
      expect(moved.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await books.checkpoint('policy').get()).toEqual({ cursor: `${position}-${winner}`, position });
    }
  });

  it('keep the checkpoints of several followers apart, and tell them all at once', async () => {
    await books.checkpoint('policy').move(undefined, { cursor: 'x', position: 7 });
    await books.checkpoint('notary').move(undefined, { cursor: 'y', position: 2 ** 40 });
    expect(await books.checkpoints()).toEqual(
      new Map([
        ['policy', { cursor: 'x', position: 7 }],
        ['notary', { cursor: 'y', position: 2 ** 40 }],
      ]),
    );
  });

  it('let one of several spend an id when all spend it at once, and know it until its end', async () => {
    const spenders = await Promise.all([1, 2, 3, 4].map(open));
    const soon = new Date(Date.now() + 60_000);
    const spent = await Promise.all(spenders.map((it) => it.spent.spend('link', soon)));
    expect(spent.filter(Boolean)).toEqual([true]);
    expect(await (await open()).spent.has('link')).toBe(true);
    expect(await books.spent.has('another')).toBe(false);
  });

  it('forget a spent id only after its end', async () => {
    await books.spent.spend('over', new Date(Date.now() - 1));
    await books.spent.spend('kept', new Date(Date.now() + 60_000));
    expect([await books.spent.has('over'), await books.spent.has('kept')]).toEqual([false, true]);
  });

  it('keep the first answer to a command that led to nothing, for every process, until its end', async () => {
    const soon = new Date(Date.now() + 60_000);
    const answer = { stream: 'forum-f', revision: 2 ** 40, digest: 'one' };
    await books.emptyAnswers.keep('command', answer, soon);
    await books.emptyAnswers.keep('command', { ...answer, digest: 'another' }, soon);
    expect(await (await open()).emptyAnswers.of('command')).toEqual(answer);
    expect(await books.emptyAnswers.of('another command')).toBeUndefined();
    await books.emptyAnswers.keep('over', answer, new Date(Date.now() - 1));
    expect(await books.emptyAnswers.of('over')).toBeUndefined();
  });

  it('have one secret from the first opening on, which only a moved ledger replaces', async () => {
    expect(books.secret.value).toMatch(/^[\w-]{43}$/);
    const others = await Promise.all([1, 2, 3].map(open));
    expect(new Set(others.map(({ secret }) => secret.value))).toEqual(new Set([books.secret.value]));
    await books.secret.replace('of another house');
    expect([books.secret.value, (await open()).secret.value]).toEqual(['of another house', 'of another house']);
  });

  it('keep the first reason for skipping an event', async () => {
    await books.skips.record('policy', { eventId: 'e', by: 'operator', reason: 'too large' });
    await books.skips.record('policy', { eventId: 'e', by: 'somebody else', reason: 'another' });
    await books.skips.record('notary', { eventId: 'e', by: 'operator', reason: 'other follower' });
    expect(await books.skips.list('policy')).toEqual([{ eventId: 'e', by: 'operator', reason: 'too large' }]);
  });
};
