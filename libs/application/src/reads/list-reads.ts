import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { Type } from 'typebox';
import { ForumId, Name, named, oneOf, type CommonRefusal, type ReadEvent, type Role } from '@jwg/domain';
import { Refused } from '@jwg/event-sourcing';
import { Platform, requestContext } from '@jwg/platform';
import { DEFAULT_PAGE_SIZE, forums, readsAfter, rowsAt, type TimelineAsked } from '@jwg/read-models';
import { Fits } from '../fits.js';
import { orNotFound } from '../reading/ledger-query.js';
import { PageSize } from '../reading/page-size.js';

/** Who may see what auditors read: who keeps the record, the sides’ secretariats, and auditors themselves. */
export const seesReads = ['recorder', 'secretariat', 'auditor'] as const satisfies readonly Role[];

/** A part of the ledger that an auditor was given as a whole. */
export interface RecordedRead extends Omit<ReadEvent['data'], 'position' | 'side' | 'institution'> {
  /** Of the entry in the log, which is proved like every other. */
  readonly position: number;
  /** The last position that the reader was given. */
  readonly upTo: number;
  readonly recordedAt: string;
  readonly reader: LedgerReader;
}

export interface LedgerReader {
  readonly id: string;
  readonly role: Role;
  readonly side?: string;
  readonly institution?: string;
}

export interface ReadList {
  /** How far the ledger was looked at. */
  readonly position: number;
  readonly reads: readonly RecordedRead[];
  /** Hand it back as `after`; missing on the last page. */
  readonly next?: number;
}

/** What auditors were given as a whole: exports, bundles and reports, page by page. */
export class ListReads extends Query<ReadList> {
  /** Only of this forum, or of the whole ledger. */
  @IsOptional() @Fits(ForumId) forum?: string;
  /** What was on record at a position, when a session closed, at the end of a day (UTC) or at an instant; now without it. */
  @IsOptional() @Fits(Name) asOf?: string;
  /** `next` of the page before: go on after this position. */
  @IsOptional() @Fits(Type.Integer({ minimum: 0 })) after?: number;
  @IsOptional() @Fits(PageSize) limit?: number;
  /** Oldest first without it. */
  @IsOptional() @Fits(named('TimelineOrder', oneOf('oldest', 'newest'))) order?: TimelineAsked['order'];
}

@QueryHandler(ListReads)
export class ListReadsHandler implements IQueryHandler<ListReads> {
  constructor(private readonly platform: Platform) {}

  /** @throws Refused  the reader is none of those who may; NotFound, BadAsOf */
  async execute({ forum, asOf, after, limit = DEFAULT_PAGE_SIZE, order }: ListReads): Promise<ReadList> {
    requireSeesReads();
    const { rows, store, clock } = this.platform;
    // No side sees these entries in a feed; here the role decides.
    const at = await rowsAt(rows, store, { asOf, now: clock().toISOString(), viewer: { wholeLedger: true } });
    if (forum !== undefined) orNotFound('forum', forum, await at.reader.get(forums, forum));
    const found = await readsAfter(at, { forum, after, order, limit: limit + 1 });
    const shown = found.slice(0, limit);
    return {
      position: at.position,
      reads: shown.map(({ position, recordedAt, data, metadata }) => {
        const { position: upTo, side, institution, ...read } = data;
        const { id, role } = metadata.actor;
        const reader = {
          id,
          role,
          ...(side !== undefined && { side }),
          ...(institution !== undefined && { institution }),
        };
        return { position, upTo, recordedAt, reader, ...read };
      }),
      ...(found.length > limit && { next: shown.at(-1)!.position }),
    };
  }
}

const requireSeesReads = (): void => {
  const { role } = requestContext().actor;
  if (!(seesReads as readonly Role[]).includes(role))
    throw new Refused<CommonRefusal>('ROLE_MAY_NOT', `What auditors read is seen by a ${seesReads.join(' or ')}.`);
};
