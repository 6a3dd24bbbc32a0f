import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { Type } from 'typebox';
import { CommitmentId, ForumId, forumOf, Name, SessionId, Side, type CommonRefusal, type Viewer } from '@jwg/domain';
import { Refused } from '@jwg/event-sourcing';
import { NothingSigned, Platform, viewer } from '@jwg/platform';
import { BadAsOf, rowsAt, streamsAbout, type RowsAt } from '@jwg/read-models';
import { Fits } from '../fits.js';
import { ReadsOnRecord } from '../reads/on-record.js';
import { orNotFound } from '../reading/ledger-query.js';

/** Enough for a few weeks of a busy ledger, and about a megabyte. */
export const DEFAULT_ENTRIES = 2_000;
export const MAX_ENTRIES = 100_000;

/**
 * The story of one forum, session or commitment in a file, with all that it takes to check it without the ledger. It
 * holds what everybody may read, so that it can be handed on; `side` adds what is internal to one's own side.
 */
export class MakeBundle extends Query<AsyncIterable<string>> {
  @Fits(Type.Union([CommitmentId, SessionId, ForumId], { description: 'the id of a commitment, session or forum' }))
  subject!: string;
  /** A position, a session's id (when it closed), a day (its end, UTC) or an instant; now without it. */
  @IsOptional() @Fits(Name) asOf?: string;
  /** One's own side, for a bundle with what is internal to it. */
  @IsOptional() @Fits(Side) side?: string;
  /** How many entries of the tree go in, which show that no later event was left out; 2,000 without it. */
  @IsOptional() @Fits(Type.Integer({ minimum: 0, maximum: MAX_ENTRIES })) entries?: number;
  /** What it is read for; an auditor's read is recorded with it. */
  @IsOptional() @Fits(Name) purpose?: string;
}

@QueryHandler(MakeBundle)
export class MakeBundleHandler implements IQueryHandler<MakeBundle> {
  constructor(
    private readonly platform: Platform,
    private readonly reads: ReadsOnRecord,
  ) {}

  /** @throws NothingSigned, NotFound, BadAsOf, Refused, and what `ReadsOnRecord.enter` throws, before the first piece */
  async execute(query: MakeBundle): Promise<AsyncIterable<string>> {
    const { subject: about, asOf, side, entries = DEFAULT_ENTRIES, purpose } = query;
    const eyes = eyesOf(side);
    const { bundles } = this.platform.proofs ?? {};
    const latest = await bundles?.latest();
    if (!bundles || !latest) throw new NothingSigned();
    const at = await this.rowsAsOf(asOf, eyes, latest.head.size);
    const streams = orNotFound(nounOf(about), about, await streamsAbout(at, about));
    const forum = forumOf(about);
    const subject = about === forum ? undefined : about;
    await this.reads.enter({ forum, what: 'bundle', subject, of: side, position: at.position, purpose });
    return bundles.pieces({ about, viewer: eyes, streams, upTo: at.position + 1, entries }, latest);
  }

  /** The rows as of the moment, but for what is not signed yet. */
  private async rowsAsOf(asOf: string | undefined, eyes: Viewer, signed: number): Promise<RowsAt> {
    const { rows, store, clock } = this.platform;
    const question = { now: clock().toISOString(), viewer: eyes };
    const at = await rowsAt(rows, store, { ...question, asOf });
    if (at.position < signed) return at;
    if (asOf === undefined) return rowsAt(rows, store, { ...question, asOf: String(signed - 1) });
    throw new BadAsOf(
      'asOf',
      `Of the ledger ${signed} events are signed.`,
      'Ask for an earlier moment, or a second later.',
    );
  }
}

/** @throws Refused  the side is another one */
const eyesOf = (side: string | undefined): Viewer => {
  const { side: own, wholeLedger } = viewer();
  if (side !== undefined && side !== own && !wholeLedger)
    throw new Refused<CommonRefusal>('OTHER_SIDE', `What is internal to ${side} is bundled for ${side} alone.`);
  return { side };
};

const nounOf = (id: string): string => ['forum', 'session', 'commitment'][id.split('.').length - 1] ?? 'subject';
