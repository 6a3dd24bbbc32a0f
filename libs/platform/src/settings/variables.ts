import { readFileSync } from 'node:fs';

export type Variables = Readonly<Record<string, string | undefined>>;

/**
 * The value of a variable, or of the file that its `…_FILE` names, without white space around it.
 *
 * @throws Error  both are set, or the file cannot be read
 */
export const variable = (variables: Variables, name: string): string | undefined => {
  const [value, file] = [variables[name], variables[`${name}_FILE`]].map((it) => it?.trim() || undefined);
  if (file === undefined) return value;
  if (value !== undefined) throw new Error(`${name} and ${name}_FILE are both set; one of them has to go`);
  try {
    return readFileSync(file, 'utf8').trim() || undefined;
  } catch (error) {
    throw new Error(`${name}_FILE names a file that cannot be read: ${(error as Error).message}`, { cause: error });
  }
};

/** A value that came from a file is mended there. */
export const whereSet = (variables: Variables, problem: string): string =>
  problem.replace(/^(\w+)(?=[ :])/, (name) =>
    variables[`${name}_FILE`]?.trim() && !variables[name]?.trim() ? `${name}, in the file of ${name}_FILE,` : name,
  );
