import { Outlines, UnknownOutline, wholeJson, type Bodies, type Outline } from './outlines.js';
import type { Engine } from './engine.js';
import type { Database, GenerationTable } from './tables.js';

type Named = Pick<GenerationTable, 'name' | 'generation'>;

/** A generation that has its rows by outlines has this one from the start: it is that of lists. */
const FIRST: readonly [number, Outline] = [0, []];

/** Somebody may have dropped the tables of a generation by hand, and have left its outlines. */
export const beginOutlines = async (trx: Database, generation: Named): Promise<void> => {
  const { name, generation: number } = generation;
  await trx.deleteFrom('outlines').where('name', '=', name).where('generation', '=', number).execute();
  await keepOutlines(trx, generation, [FIRST]);
};

export const keepOutlines = async (
  trx: Database,
  { name, generation }: Named,
  fresh: readonly (readonly [number: number, outline: Outline])[],
): Promise<void> => {
  if (fresh.length === 0) return;
  const lines = fresh.map(([number, outline]) => ({ name, generation, number, fields: JSON.stringify(outline) }));
  await trx.insertInto('outlines').values(lines).execute();
};

export const outlinesOf = async (
  { hasOutlines }: Pick<Engine, 'hasOutlines'>,
  db: Database,
  { name, generation }: Named,
): Promise<Bodies> => {
  if (!hasOutlines) return wholeJson;
  const lines = await db
    .selectFrom('outlines')
    .select(['number', 'fields'])
    .where('name', '=', name)
    .where('generation', '=', generation)
    .execute();
  if (lines.length === 0) return wholeJson;
  return new Outlines(lines.map(({ number, fields }) => [number, JSON.parse(fields) as string[]]));
};

/** Reads what is stored by outlines, and looks for those that have come meanwhile. */
export class OutlinesRead {
  private readonly latest = new Map<string, { readonly generation: number; readonly bodies: Bodies }>();

  constructor(private readonly engine: Engine) {}

  async read(generation: Named, texts: readonly string[]): Promise<unknown[]> {
    if (texts.length === 0) return [];
    const known = this.latest.get(generation.name);
    const bodies = known?.generation === generation.generation ? known.bodies : await this.lookUp(generation);
    try {
      return texts.map((text) => bodies.read(text));
    } catch (error) {
      if (!(error instanceof UnknownOutline)) throw error;
      const now = await this.lookUp(generation);
      return texts.map((text) => now.read(text));
    }
  }

  private async lookUp(of: Named): Promise<Bodies> {
    const bodies = await outlinesOf(this.engine, this.engine.db, of);
    this.latest.set(of.name, { generation: of.generation, bodies });
    return bodies;
  }
}
