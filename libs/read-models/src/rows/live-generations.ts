import { LedgerError, StoreUnavailable, type AnyProjection } from '@jwg/event-sourcing';
import { versionsName, type Database, type GenerationTable, type VersionsName } from './tables.js';

/** A projection is being built for the first time in this shape, and the rows of the old one cannot answer. */
export class RowsBeingRebuilt extends LedgerError {
  override readonly name = 'RowsBeingRebuilt';
  readonly kind = 'busy';
  override readonly retryAfter = 5;
  constructor(readonly projection: string) {
    super(`The rows of ${projection} are being rebuilt for its new version; ask again later`);
  }
}

/** Which table of a projection is live, remembered until it turns out to be gone. */
export class LiveGenerations {
  private readonly remembered = new Map<string, Pick<GenerationTable, 'generation' | 'version'>>();

  constructor(private readonly db: Database) {}

  /**
   * Reads from the live table; `[]` when there is none yet.
   *
   * @throws RowsBeingRebuilt  the question is one that the rows of the older version, still live, cannot answer
   */
  async read<Line>(projection: AnyProjection, question: (table: VersionsName) => Promise<Line[]>): Promise<Line[]> {
    const { name } = projection;
    const first = this.remembered.get(name) ?? (await this.lookUp(name));
    if (!first) return [];
    try {
      return await question(versionsName({ name, ...first }));
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      const now = await this.lookUp(name);
      if (now && now.generation !== first.generation) return this.read(projection, question); // swapped meanwhile
      if (now && now.version !== projection.version) throw new RowsBeingRebuilt(name);
      throw error;
    }
  }

  private async lookUp(name: string) {
    const found = await this.db
      .selectFrom('generations')
      .select(['generation', 'version'])
      .where('name', '=', name)
      .where('state', '=', 'live')
      .executeTakeFirst();
    if (found) this.remembered.set(name, found);
    else this.remembered.delete(name);
    return found;
  }
}
