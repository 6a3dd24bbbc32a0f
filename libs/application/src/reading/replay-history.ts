import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { Type } from 'typebox';
import { nameOf, sentenceOf } from '@jwg/audit';
import { CommitmentId, ForumId, Language, Name, named, oneOf, SessionId, wrongIn } from '@jwg/domain';
import { Platform, viewer, type ToldStep } from '@jwg/platform';
import { history, statements, type HistoryBasis } from '@jwg/read-models';
import { Fits } from '../fits.js';
import { orNotFound } from './ledger-query.js';
import { PageSize } from './page-size.js';

/** What happened to a forum, a session or a commitment, step by step. */
export interface HistoryPage {
  readonly subject: string;
  /** The order of the steps: as they were recorded, or as they happened. */
  readonly basis: HistoryBasis;
  /** What the ledger had recorded up to here is told. */
  readonly position: number;
  readonly steps: readonly ToldStep[];
  /** Hand it back as `after`; missing on the last page. */
  readonly next?: number;
}

/** The history of a forum, a session or a commitment, event by event in plain words, with the status after each. */
export class ReplayHistory extends Query<HistoryPage> {
  @Fits(Type.Union([CommitmentId, SessionId, ForumId], { description: 'the id of a commitment, session or forum' }))
  subject!: string;
  /** From this position, day or instant on; or after this session closed. From the beginning without it. */
  @IsOptional() @Fits(Name) from?: string;
  /** Up to a position, a session's id (when it closed), a day (its end, UTC) or an instant; now without it. */
  @IsOptional() @Fits(Name) to?: string;
  /** In the order in which it was recorded, or in which it happened; recorded without it. */
  @IsOptional() @Fits(named('AsOfBasis', oneOf('recorded', 'occurred'))) basis?: HistoryBasis;
  /** Texts in this language where they have it; else in English. */
  @IsOptional() @Fits(Language) lang?: string;
  /** `next` of the page before. */
  @IsOptional() @Fits(Type.Integer({ minimum: 0 })) after?: number;
  /** 50 without it. */
  @IsOptional() @Fits(PageSize) limit?: number;
}

@QueryHandler(ReplayHistory)
export class ReplayHistoryHandler implements IQueryHandler<ReplayHistory> {
  constructor(private readonly platform: Platform) {}

  /** @throws BadAsOf, NotFound */
  async execute({ lang, ...query }: ReplayHistory): Promise<HistoryPage> {
    const { rows, store, clock } = this.platform;
    const { subject, basis = 'recorded' } = query;
    const asked = { ...query, now: clock().toISOString(), viewer: viewer() };
    const { steps, ...page } = orNotFound(kindOf(subject), subject, await history(rows, store, asked));
    const names = new Map(steps.map(({ event: { id, type, data } }) => [id, nameOf(type, data)]));
    const elsewhere = steps.flatMap(({ event }) => wrongIn(event)).filter((id) => !names.has(id));
    const eyes = rows.at(page.position, viewer());
    for (const { eventId, id } of await eyes.getMany(statements, elsewhere)) names.set(eventId, id);
    const reader = { ...(lang !== undefined && { lang }), named: (id: string) => names.get(id) ?? id };
    return {
      ...{ subject, basis },
      ...page,
      steps: steps.map(({ step, event }) => ({ ...step, sentence: sentenceOf(event, reader) })),
    };
  }
}

const kindOf = (id: string): string => ['forum', 'session', 'commitment'][id.split('.').length - 1] ?? 'subject';
