import ts from 'typescript';

export type JsonSchema = { readonly [keyword: string]: unknown };

export interface Understood {
  readonly schemas: Record<string, JsonSchema>;
  /** The comment of an exported class, or of one of its fields. */
  words(kind: string, field?: string): string | undefined;
}

export interface Replacements {
  /** Schemas that replace the derived ones, by `Interface.property` or by the property alone. */
  readonly instead?: Readonly<Record<string, JsonSchema>>;
  /** What a type is called in the schemas, where that is not its name in the code. */
  readonly renamed?: Readonly<Record<string, string>>;
}

/**
 * JSON Schemas of exported types, as the compiler understands them, and by name those of the named types they use.
 *
 * @param exported  file → names of types
 */
export const schemasOfTypes = (
  exported: Readonly<Record<string, readonly string[]>>,
  { instead = {}, renamed = {} }: Replacements = {},
): Understood => {
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile('tsconfig.json', (path) => ts.sys.readFile(path)).config,
    ts.sys,
    '.',
    { noEmit: true, skipLibCheck: true },
  );
  const program = ts.createProgram(Object.keys(exported), options);
  const checker = program.getTypeChecker();
  const schemas: Record<string, JsonSchema> = {};
  const owners = new Map<string, ts.Type>();

  const named = (type: ts.Type): JsonSchema | undefined => {
    const own = nameOf(type);
    const name = own && (renamed[own] ?? own);
    if (name === undefined) return undefined;
    if (!(name in schemas)) {
      owners.set(name, type);
      schemas[name] = {}; // reserves the name, for a type that refers to itself
      schemas[name] = { ...described(type.aliasSymbol ?? type.symbol), ...inline(type, name) };
    }
    if (owners.get(name)!.symbol !== type.symbol) throw new Error(`There are two types by the name of ${name}`);
    return { $ref: `#/components/schemas/${name}` };
  };

  const schema = (type: ts.Type): JsonSchema => named(type) ?? inline(type);

  const inline = (type: ts.Type, name?: string): JsonSchema => {
    if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return {};
    if (type.flags & ts.TypeFlags.Null) return { type: 'null' };
    if (type.flags & ts.TypeFlags.Never) return { not: {} };
    if (type.isStringLiteral() || type.isNumberLiteral())
      return { type: type.isStringLiteral() ? 'string' : 'integer', const: type.value };
    if (type.flags & ts.TypeFlags.BooleanLiteral)
      return { type: 'boolean', const: checker.typeToString(type) === 'true' };
    if (type.flags & ts.TypeFlags.StringLike) return { type: 'string' };
    if (type.flags & ts.TypeFlags.NumberLike) return { type: 'integer' }; // the ledger answers with no other numbers
    if (type.flags & ts.TypeFlags.BooleanLike) return { type: 'boolean' };
    if (type.isUnion()) return union(type.types.filter((it) => !(it.flags & ts.TypeFlags.Undefined)));
    if (checker.isArrayType(type) || checker.isTupleType(type)) {
      const [items] = checker.getTypeArguments(type as ts.TypeReference);
      return { type: 'array', items: schema(items!) };
    }
    return object(type, name);
  };

  const union = (types: readonly ts.Type[]): JsonSchema => {
    const literals = types.filter((it) => it.isStringLiteral()).map(({ value }) => value);
    const booleans = types.filter((it) => it.flags & ts.TypeFlags.BooleanLiteral);
    const rest = types.filter((it) => !it.isStringLiteral() && !booleans.includes(it));
    const parts = [
      ...(literals.length > 0 ? [{ type: 'string', enum: literals.sort() }] : []),
      ...(booleans.length === 2 ? [{ type: 'boolean' }] : booleans.map((it) => inline(it))),
      ...rest.map(schema),
    ];
    return parts.length === 1 ? parts[0]! : { anyOf: distinct(parts) };
  };

  const object = (type: ts.Type, name: string | undefined): JsonSchema => {
    const properties: Record<string, JsonSchema> = {};
    const required: string[] = [];
    for (const property of checker.getPropertiesOfType(type)) {
      const key = property.getName();
      const own = checker.getTypeOfSymbol(property);
      const found = instead[`${name}.${key}`] ?? instead[key] ?? schema(own);
      properties[key] = { ...found, ...described(property) };
      const mayMiss = own.isUnion() && own.types.some((it) => it.flags & ts.TypeFlags.Undefined);
      if (!(property.flags & ts.SymbolFlags.Optional) && !mayMiss) required.push(key);
    }
    const others = checker.getIndexInfoOfType(type, ts.IndexKind.String);
    return {
      type: 'object',
      ...(Object.keys(properties).length > 0 && { properties }),
      ...(required.length > 0 && { required: required.sort() }),
      additionalProperties: others ? schema(others.type) : false,
    };
  };

  const described = (symbol: ts.Symbol | undefined): JsonSchema => {
    const words = ts.displayPartsToString(symbol?.getDocumentationComment(checker)).replace(/\s+/g, ' ');
    return words === '' ? {} : { description: words };
  };

  const nameOf = (type: ts.Type): string | undefined => {
    if (type.aliasSymbol) return type.aliasTypeArguments ? undefined : ownName(type.aliasSymbol);
    const isPlain = type.flags & ts.TypeFlags.Object && !(type as ts.TypeReference).typeArguments?.length;
    return isPlain && type.symbol?.flags & ts.SymbolFlags.Interface ? ownName(type.symbol) : undefined;
  };

  const known = new Map<string, ts.Type>();
  for (const [file, names] of Object.entries(exported)) {
    const source = checker.getSymbolAtLocation(program.getSourceFile(file)!)!;
    for (const symbol of checker.getExportsOfModule(source)) {
      const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      known.set(symbol.getName(), checker.getDeclaredTypeOfSymbol(target));
    }
    names.forEach((name) => schema(known.get(name)!));
  }
  return {
    schemas,
    words(kind, field) {
      const type = known.get(kind);
      const symbol = field === undefined ? type?.symbol : type?.getProperty(field);
      return described(symbol).description as string | undefined;
    },
  };
};

/** The name of a type of this repository; undefined for a library's type, which is written out in place. */
const ownName = (symbol: ts.Symbol): string | undefined =>
  symbol.declarations?.some((it) => it.getSourceFile().fileName.includes('node_modules'))
    ? undefined
    : symbol.getName();

const distinct = (parts: readonly JsonSchema[]): JsonSchema[] => [
  ...new Map(parts.map((part) => [JSON.stringify(part), part])).values(),
];
