/** Prints an answer: as JSON where it was asked for, else as people read it. */
export const print = <T>({ json }: { json?: boolean }, answer: T, render: (answer: T) => string): void => {
  process.stdout.write(`${json ? JSON.stringify(answer, null, 2) : render(answer)}\n`);
};
