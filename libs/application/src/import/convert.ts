import { isAlias, isMap, isScalar, isSeq, type Alias, type ParsedNode, type Scalar, type YAMLMap } from 'yaml';
import { isKeepable } from '@jwg/domain';
import type { Path } from './problem.js';
import { MAX_BYTES } from './read-file.js';
import { Unreadable, type Finding } from './unreadable.js';

/** Many times as many values as a 5 MiB record has; a value that aliases repeat counts each time. */
export const MAX_VALUES = 1_000_000;

export interface Values {
  readonly value: unknown;
  /** The offset in the text of a field's name or a list's item; if it is missing, the offset of its parent. */
  offsetOf(path: Path): number;
  /** A plain scalar as it was written: `08` when the value is 8. */
  writtenAt(path: Path): string | undefined;
}

/** What a part of the file comes to, with its aliases written out. */
interface Size {
  readonly values: number;
  readonly bytes: number;
}

interface Anchor extends Size {
  readonly value: unknown;
}

/**
 * Turns YAML's nodes into plain values in one pass. It refuses, each with its place: duplicate keys, merge keys, keys
 * and tags that could become something other than data, text that no store could keep, and aliases that multiply.
 *
 * @throws Unreadable
 */
export const convert = (root: ParsedNode | null): Values => {
  const findings: Finding[] = [];
  const anchors = new Map<string, Anchor | 'open'>();
  let size: Size = { values: 0, bytes: 0 };

  const find = (node: { range?: readonly number[] | null }, rule: string, wayOut?: string): void => {
    findings.push({ offset: node.range?.[0] ?? 0, rule, ...(wayOut !== undefined && { wayOut }) });
  };

  const count = ({ values, bytes }: Size, node: ParsedNode): void => {
    size = { values: size.values + values, bytes: size.bytes + bytes };
    if (size.values > MAX_VALUES)
      find(node, `The file holds more than ${MAX_VALUES} values, counting what aliases repeat.`);
    else if (size.bytes > MAX_BYTES)
      find(node, `The file holds more than ${MAX_BYTES} bytes, counting what aliases repeat.`, 'Divide it.');
    else return;
    throw new Unreadable(findings);
  };

  const since = ({ values, bytes }: Size): Size => ({ values: size.values - values, bytes: size.bytes - bytes });

  const valueOf = (node: ParsedNode | null): unknown => {
    if (node === null) return null;
    if (isAlias(node)) return aliased(node);
    const before = size;
    count({ values: 1, bytes: isScalar(node) ? bytesOf(node.value) : 0 }, node);
    if (node.tag !== undefined && !CORE_TAGS.has(node.tag))
      find(node, `The tag ${node.tag} is not used here.`, 'Leave the tag out.');
    const { anchor } = node;
    if (anchor !== undefined) anchors.set(anchor, 'open');
    const value = isSeq(node)
      ? node.items.map((item) => valueOf(item as ParsedNode | null))
      : isMap(node)
        ? mapping(node)
        : scalar(node);
    if (anchor !== undefined) anchors.set(anchor, { value, ...since(before) });
    return value;
  };

  const aliased = (node: Alias.Parsed): unknown => {
    const anchor = anchors.get(node.source);
    if (anchor === undefined) return find(node, `There is no anchor &${node.source} before this alias.`);
    if (anchor === 'open') return find(node, `The alias *${node.source} stands inside of what it repeats.`);
    count(anchor, node);
    return anchor.value;
  };

  const mapping = (node: YAMLMap.Parsed): object => {
    const first = new Map<string, ParsedNode>();
    const fields: Record<string, unknown> = {};
    for (const { key, value } of node.items) {
      if (!isScalar(key)) {
        find(key, 'A field’s name must be plain text.');
        continue;
      }
      const name = String(key.value);
      if (first.has(name)) find(key, `The field ${name} comes twice here.`, 'Keep one of the two.');
      else if (name === '<<') find(key, 'Merge keys (<<) are not used here.', 'Write the fields out.');
      else if (name === '__proto__') find(key, 'The field __proto__ is not allowed.');
      else {
        scalar(key);
        count({ values: 0, bytes: bytesOf(name) }, key);
        fields[name] = valueOf(value);
      }
      first.set(name, key);
    }
    return fields;
  };

  const scalar = (node: Scalar.Parsed): unknown => {
    const { value } = node;
    if (typeof value === 'string' && !isKeepable(value))
      find(node, 'The text holds a NUL, half a character (a lone surrogate) or a noncharacter, perhaps as an escape.');
    return value;
  };

  if (root === null || (isScalar(root) && root.value === null))
    throw new Unreadable([{ offset: 0, rule: 'The file is empty.', wayOut: 'See docs/reference/import.md.' }]);
  if (!isMap(root))
    throw new Unreadable([
      {
        offset: root.range[0],
        rule: 'The file must be a mapping with fields like forums, sessions and followUps.',
        wayOut: 'See docs/reference/import.md.',
      },
    ]);
  const value = valueOf(root);
  if (findings.length > 0) throw new Unreadable(findings);
  return {
    value,
    offsetOf: (path) => lineAndColumn(root, path).offset,
    writtenAt: (path) => lineAndColumn(root, path).written,
  };
};

const bytesOf = (value: unknown): number => (typeof value === 'string' ? Buffer.byteLength(value) : 1);

const CORE_TAGS = new Set(['str', 'int', 'float', 'bool', 'null', 'map', 'seq'].map((it) => `tag:yaml.org,2002:${it}`));

const lineAndColumn = (root: ParsedNode, path: Path): { offset: number; written?: string } => {
  let node: ParsedNode | null = root;
  let offset = root.range[0];
  for (const part of path) {
    if (isMap(node)) {
      const pair: { key: ParsedNode; value: ParsedNode | null } | undefined = node.items.find(
        ({ key }) => isScalar(key) && String(key.value) === String(part),
      );
      if (!pair) return { offset };
      offset = pair.key.range[0];
      node = pair.value;
    } else if (isSeq(node) && typeof part === 'number' && node.items[part]) {
      node = node.items[part];
      offset = node.range[0];
    } else return { offset };
  }
  return { offset, ...(isScalar(node) && node.source !== undefined && { written: node.source }) };
};
