import { printable } from '@jwg/audit';
import { Failure } from './failures.js';
import { movesIn, Stepper, type Page, type Seen } from './stepper.js';

const CLEAR = '\u001b[2J\u001b[H';
const KEYS = '→ next, ← back, Home first, End last, q ends';

/**
 * Shows one step after the other on a terminal, as the reader's keys say, until they end it.
 *
 * @throws Failure  there is no terminal
 */
export const stepThrough = async <T>(
  load: (after: number | undefined) => Promise<Page<T>>,
  show: (step: T) => string,
): Promise<void> => {
  const { stdin, stdout } = process;
  if (!stdin.isTTY || !stdout.isTTY)
    throw new Failure(
      'invalid',
      '--step takes a terminal. Leave it out where the output goes into a file or a program.',
    );
  const stepper = new Stepper(load);
  const draw = (seen: Seen<T> | undefined) => {
    const text = seen ? `${show(seen.step)}\n\nStep ${seen.number}${seen.isLast ? ', the last' : ''}` : 'No steps.';
    stdout.write(`${CLEAR}${printable(text)}   (${KEYS})\n`);
  };
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  try {
    draw(await stepper.first());
    for await (const input of stdin)
      for (const move of movesIn(String(input))) {
        if (move === 'quit') return;
        draw(await stepper[move]());
      }
  } finally {
    stdin.setRawMode(false);
    stdin.pause();
  }
};
