import { join } from 'node:path';
import ts from 'typescript';

/**
 * The types of published events, in plain TypeScript. Types that the sources derive from schemas are written out, so
 * the users of the subscriber need no schema library, and read each field where its name is.
 *
 * @param root  of the repository
 * @returns a module that replaces @jwg/domain and @jwg/published-language, with the parts that a subscriber sees
 */
export const plainTypes = (root: string): string => {
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)).config,
    ts.sys,
    root,
  );
  const source = (name: string) => join(root, 'libs/published-language/src', name);
  const domain = join(root, 'libs/domain/src/index.ts');
  const program = ts.createProgram([domain, source('index.ts')], { ...options, noEmit: true });
  const checker = program.getTypeChecker();
  const exported = (file: string, name: string) => {
    const module = checker.getSymbolAtLocation(program.getSourceFile(file)!)!;
    const symbol = checker.getExportsOfModule(module).find((it) => it.name === name);
    if (!symbol) throw new Error(`${file} exports no ${name}`);
    return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  };
  const typeOf = (file: string, name: string) => checker.getDeclaredTypeOfSymbol(exported(file, name));
  const print = printer(checker);
  const events = (typeOf(domain, 'LedgerEvent') as ts.UnionType).types.map((event) => {
    const typeIn = (property: string) => checker.getTypeOfSymbol(event.getProperty(property)!);
    return `  readonly ${literal(typeIn('type'))}: ${print(typeIn('data'))};`;
  });
  const named = ['Due', 'OccurredAt', 'Metadata'].map(
    (name) => `export type ${name} = ${print(typeOf(domain, name))};`,
  );
  const status = `export type CommitmentStatus = ${print(typeOf(source('commitment-status.ts'), 'CommitmentStatus'))};`;
  const asWritten = Object.entries({
    'cloud-event.ts': ['Delivery', 'Attributes', 'CloudEvent', 'AnyCloudEvent'],
    'commitment-status.ts': ['StatusRecord'],
  }).flatMap(([file, names]) => declarations(program.getSourceFile(source(file))!, names));
  return [
    '/** The data of each event, by its type. */',
    `export interface EventData {\n${events.join('\n')}\n}`,
    'export type EventType = keyof EventData;',
    'type LedgerEvent = { [T in EventType]: { type: T; data: EventData[T] } }[EventType];',
    ...named,
    status,
    ...asWritten,
    'export type Published = Attributes & { readonly data: unknown };',
    `export declare const STATUS_TYPE: '${literal(checker.getTypeOfSymbol(exported(source('names.ts'), 'STATUS_TYPE')))}';`,
    '/** `DecisionTaken`; `undefined` for a type that is not an event of the ledger. */',
    'export declare const eventTypeOf: (type: string) => EventType | undefined;',
    '/** It is no record of the ledger: a foreign one on the topic, or a damaged one. Reading it again will not help. */',
    'export declare class UnreadableRecord extends Error {}',
  ].join('\n');
};

/** The declarations of these names, with the comments above them. */
const declarations = (file: ts.SourceFile, names: readonly string[]) =>
  file.statements
    .filter((it) => (ts.isInterfaceDeclaration(it) || ts.isTypeAliasDeclaration(it)) && names.includes(it.name.text))
    .map((it) => it.getFullText(file).trim());

const literal = (type: ts.Type) => {
  if (!type.isStringLiteral()) throw new Error('What should be a literal text is none');
  return type.value;
};

/** Makes a function that writes a type out to its last field: no alias and no generic type remains. */
const printer = (checker: ts.TypeChecker) => {
  const print = (type: ts.Type): string => {
    if (type.flags & ts.TypeFlags.Boolean) return 'boolean';
    if (type.isUnion()) return union(type);
    if (type.isStringLiteral()) return JSON.stringify(type.value);
    if (!(type.flags & ts.TypeFlags.Object)) return checker.typeToString(type);
    if (checker.isArrayType(type)) return arrayOf(print(checker.getTypeArguments(type as ts.TypeReference)[0]!));
    const index = checker.getIndexInfosOfType(type).map((it) => `readonly [key: string]: ${print(it.type)}`);
    return `{ ${[...index, ...checker.getPropertiesOfType(type).map(field)].join('; ')} }`;
  };
  const union = (type: ts.UnionType) => {
    const words = type.types.map((it) => (it.flags & ts.TypeFlags.BooleanLiteral ? 'boolean' : print(it)));
    return [...new Set(words)].join(' | ');
  };
  const field = (symbol: ts.Symbol) => {
    const isOptional = symbol.flags & ts.SymbolFlags.Optional;
    const type = checker.getTypeOfSymbol(symbol);
    return `readonly ${symbol.name}${isOptional ? '?' : ''}: ${print(isOptional ? checker.getNonNullableType(type) : type)}`;
  };
  const arrayOf = (item: string) => (item.includes(' | ') ? `readonly (${item})[]` : `readonly ${item}[]`);
  return print;
};
