import { LedgerError, StoreUnavailable, type AnyProjection } from '@jwg/event-sourcing';
import type { Engine } from './engine.js';
import { OutlinesRead } from './stored-outlines.js';
import {
  partsName,
  tokensName,
  versionsName,
  type Database,
  type GenerationTable,
  type VersionsName,
} from './tables.js';

/** A projection is being built for the first time, or for the first time in a shape without which it cannot answer. */
export class RowsBeingRebuilt extends LedgerError {
  override readonly name = 'RowsBeingRebuilt';
  readonly kind = 'busy';
  override readonly retryAfter = 5;
  constructor(readonly projection: string) {
    super(`The rows of ${projection} are being rebuilt from the ledger; ask again later`);
  }
}

/** Asked of the tables of a generation. */
export interface LiveTables {
  readonly table: VersionsName;
  readonly parts: VersionsName;
  readonly tokens: VersionsName;
  /** The values that are stored in these texts. */
  read(texts: readonly string[]): Promise<unknown[]>;
}
type Question<Line> = (tables: LiveTables) => Promise<Line[]>;

/** The live table of each projection, cached until the table turns out to be gone. */
export class LiveGenerations {
  private readonly remembered = new Map<string, Pick<GenerationTable, 'generation' | 'version'>>();

  private readonly outlines: OutlinesRead;
  private readonly db: Database;

  constructor(engine: Engine) {
    this.db = engine.db;
    this.outlines = new OutlinesRead(engine);
  }

  /**
   * Reads from the live table; `[]` when there is none yet.
   *
   * @throws RowsBeingRebuilt  the live rows are still of an older version and cannot answer the question, or there are
   *                           none yet of a long ledger
   */
  async read<Line>(projection: AnyProjection, question: Question<Line>): Promise<Line[]> {
    const { name } = projection;
    const first = this.remembered.get(name) ?? (await this.lookUp(name));
    if (!first) return [];
    if (first.version < (projection.oldestReadable ?? 0)) return this.readNewer(projection, question, first);
    try {
      const it = { name, ...first };
      const read = (texts: readonly string[]) => this.outlines.read(it, texts);
      return await question({ table: versionsName(it), parts: partsName(it), tokens: tokensName(it), read });
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
    const all = await this.db
      .selectFrom('generations')
      .select(['generation', 'version', 'state', 'position'])
      .where('name', '=', name)
      .execute();
    const generation = all.find(({ state }) => state === 'live');
    const isEmpty = generation?.position === -1;
    if (isEmpty && all.some(({ position }) => position >= 0)) throw new RowsBeingRebuilt(name);
    if (generation && !isEmpty) this.remembered.set(name, generation);
    else this.remembered.delete(name);
    return generation;
  }
}
