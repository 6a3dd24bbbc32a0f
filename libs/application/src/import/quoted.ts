import type { Values } from './convert.js';
import type { Path } from './problem.js';

const wantsText = /a text|a date|year, month or day|a day|an? [a-z]+ id|capital letters|string|digest/;

/** YAML reads `2021` and `08` as numbers, `true` as a boolean, and an empty field as null: the usual mistakes. */
export const wayOutOf = (values: Values, path: Path, rule: string): string | undefined => {
  const value = path.reduce<unknown>(
    (it, part) => (it !== null && typeof it === 'object' ? (it as Record<string | number, unknown>)[part] : undefined),
    values.value,
  );
  if (value === null)
    return rule.startsWith('is not a field')
      ? 'Text with a comma within { } needs quotes: { en: "one, two" }.'
      : 'Leave the field out, or fill it in.';
  const written = values.writtenAt(path);
  const isPlain = typeof value === 'number' || typeof value === 'boolean';
  return isPlain && written !== undefined && wantsText.test(rule) ? `Put it in quotes: "${written}".` : undefined;
};
