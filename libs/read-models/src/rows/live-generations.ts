import { LedgerError, StoreUnavailable, type AnyProjection } from '@jwg/event-sourcing';
import {
  partsName,
  tokensName,
  versionsName,
  type Database,
  type GenerationTable,
  type VersionsName,
} from './tables.js';

/** A projection is being built for the first time in this shape, and the rows of the old shape cannot answer. */
export class RowsBeingRebuilt extends LedgerError {
  override readonly name = 'RowsBeingRebuilt';
  readonly kind = 'busy';
  override readonly retryAfter = 5;
  constructor(readonly projection: string) {
    super(`The rows of ${projection} are being rebuilt for its new version; ask again later`);
  }
}

type Question<Line> = (table: VersionsName, parts: VersionsName, tokens: VersionsName) => Promise<Line[]>;

/** The live table of each projection, cached until the table turns out to be gone. */
export class LiveGenerations {
  private readonly remembered = new Map<string, Pick<GenerationTable, 'generation' | 'version'>>();

  constructor(private readonly db: Database) {}

  /**
   * Reads from the live table; `[]` when there is none yet.
   *
   * @throws RowsBeingRebuilt  the live rows are still of an older version and cannot answer the question
   */
  async read<Line>(projection: AnyProjection, question: Question<Line>): Promise<Line[]> {
    const { name } = projection;
    const first = this.remembered.get(name) ?? (await this.lookUp(name));
    if (!first) return [];
    if (first.version < (projection.oldestReadable ?? 0)) return this.readNewer(projection, question, first);
    try {
      const it = { name, ...first };
      return await question(versionsName(it), partsName(it), tokensName(it));
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      const now = await this.lookUp(name);
      if (now && now.generation !== first.generation) return this.read(projection, question); // replaced meanwhile
      if (now && now.version !== projection.version) throw new RowsBeingRebuilt(name);
      throw error;
    }
  }

  /** The rows that are remembered are too old. Newer ones may have replaced them meanwhile. */
  private async readNewer<Line>(
    projection: AnyProjection,
    question: Question<Line>,
    old: Pick<GenerationTable, 'generation'>,
  ): Promise<Line[]> {
    const now = await this.lookUp(projection.name);
    if (now?.generation === old.generation) throw new RowsBeingRebuilt(projection.name);
    return this.read(projection, question);
  }

  private async lookUp(name: string) {
    const generation = await this.db
      .selectFrom('generations')
      .select(['generation', 'version'])
      .where('name', '=', name)
      .where('state', '=', 'live')
      .executeTakeFirst();
    if (generation) this.remembered.set(name, generation);
    else this.remembered.delete(name);
    return generation;
  }
}
