import {
  catalogue,
  CommitmentId,
  Digest,
  ForumId,
  InstitutionId,
  PartialDate,
  SessionId,
  Side,
  StatementId,
  type EventType,
} from '@jwg/domain';
import fc from 'fast-check';

interface Schema {
  readonly type?: string;
  readonly pattern?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly uniqueItems?: boolean;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Few ids, so that many events share one. */
export const ids = {
  forum: ['st', 'jcc'],
  session: ['st.1', 'st.2', 'jcc.1'],
  commitment: ['st.0.c1', 'st.1.c1', 'st.1.c2', 'jcc.1.c1'],
} as const;

const pools: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  (
    [
      [ForumId, ids.forum],
      [SessionId, ids.session],
      [CommitmentId, ids.commitment],
      [StatementId, ['st.1.s1', 'st.1.s2', 'st.2.s1', 'jcc.1.s1']],
      [InstitutionId, ['pk-most', 'cn-most']],
      [Side, ['PK', 'CN']],
      [PartialDate, ['2021', '2022-02', '2022-04-20']],
      [Digest, [`sha256:${'0'.repeat(64)}`]],
    ] as const
  ).map(([schema, pool]) => [(schema as Schema).pattern!, pool]),
);

/** Whatever the schema allows. */
const any = (schema: Schema): fc.Arbitrary<unknown> => {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(any));
  if (schema.pattern && pools[schema.pattern]) return fc.constantFrom(...pools[schema.pattern]!);
  switch (schema.type) {
    case 'string':
      return fc.constantFrom('A few words', 'text', 'st.1.c1', '2022-04-20', '00000000-0000-4000-8000-000000000001');
    case 'integer':
      return fc.integer({ min: schema.minimum ?? 0, max: Math.min(schema.maximum ?? 9, 9) });
    case 'boolean':
      return fc.boolean();
    case 'array': {
      const items = fc.array(any(schema.items!), { minLength: schema.minItems ?? 0, maxLength: 3 });
      return schema.uniqueItems ? items.map((all) => [...new Set(all)]) : items;
    }
    case 'object':
      if (schema.patternProperties) return fc.constantFrom({ en: 'Words' }, { zh: '联合中心' });
      return fc.record(Object.fromEntries(Object.entries(schema.properties!).map(([name, it]) => [name, any(it)])), {
        requiredKeys: [...(schema.required ?? [])],
      });
    default:
      return fc.jsonValue();
  }
};

/** Any event of the ledger in any stream, however little sense it makes there, and sometimes one of an unknown type. */
export const anyFact = fc.oneof(
  { weight: 30, arbitrary: fc.constantFrom(...(Object.keys(catalogue) as EventType[])).chain(factOf) },
  { weight: 1, arbitrary: fc.jsonValue().map((data) => ({ type: 'SomethingNew', data })) },
);

function factOf(type: EventType): fc.Arbitrary<{ type: string; data: unknown }> {
  return any(catalogue[type] as Schema).map((data) => ({ type, data }));
}
