import { printable } from '@jwg/audit';

const BAR = 24;

/** A progress bar on stderr for long work; it prints nothing if stderr is not a terminal. */
export const progressBar = (
  label: string,
): { show(done: number, total?: number, what?: string): void; end(): void } => {
  const { stderr } = process;
  const visible = stderr.isTTY;
  let shown = 0;
  return {
    show(done, total, what = '') {
      const now = Date.now();
      if (!visible || now - shown < 100) return;
      shown = now;
      const share = total ? Math.min(1, done / total) : undefined;
      const bar =
        share === undefined ? '' : `${'█'.repeat(share * BAR).padEnd(BAR, '░')} ${Math.floor(share * 100)} % `;
      stderr.write(
        `\r\u001b[K${printable(label)} ${printable(what)}${what && ' '}${bar}${done.toLocaleString('en')}${total ? ` of ${total.toLocaleString('en')}` : ''}`,
      );
    },
    end() {
      if (visible && shown > 0) stderr.write('\r\u001b[K');
    },
  };
};
