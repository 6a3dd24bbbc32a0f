import { Trans as Words, type TransProps } from '@lingui/react';

/**
 * What `<Trans>` becomes (lingui.config.ts). The library takes what looks like a tag in a value for one of its own, and
 * leaves it out; the record may hold anything, and a text of it stays as it is.
 */
export const Trans = ({ values, ...props }: TransProps) => <Words {...props} values={values && asTexts(values)} />;

const asTexts = (values: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(values).map(([name, it]) => [name, typeof it === 'string' && it.includes('<') ? <>{it}</> : it]),
  );
