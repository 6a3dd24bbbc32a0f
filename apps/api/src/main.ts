import { ConsoleLogger, Logger, type LogLevel } from '@nestjs/common';
import { authenticatorOf, settingsIn } from '@jwg/platform';
import { openApi } from './api.js';

/** Settings that are wrong: 2; a ledger that cannot be opened, or another reason not to start: 5. As the command line has them. */
const exitOf = ({ name }: Error): number => (name === 'BadSettings' ? 2 : 5);

const levels: readonly LogLevel[] = ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'];
const upTo = (least: LogLevel): LogLevel[] => levels.slice(0, levels.indexOf(least) + 1);

try {
  const settings = settingsIn(process.env);
  const logger = new ConsoleLogger({ json: !process.stdout.isTTY, logLevels: upTo(settings.logLevel) });
  const app = await openApi({ ...settings, ownThread: true }, await authenticatorOf(settings), logger);
  app.enableShutdownHooks(['SIGINT', 'SIGTERM', 'SIGHUP']);
  // Whoever started it with a channel is gone: stop in order, as on SIGTERM.
  if (process.channel) {
    process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
    process.channel.unref();
  }
  if (settings.kurrentdb && !settings.oidc && settings.issuerKey === undefined)
    new Logger('Server').warn(
      'Tokens are signed by the key in this copy’s own data folder: other copies refuse them. Set JWG_ISSUER_KEY_FILE, or JWG_OIDC_ISSUER.',
    );
  await app.listen(settings.port, settings.host);
  new Logger('Server').log(`Listening at ${await app.getUrl()}; the explorer is at /docs`);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(exitOf(error as Error));
}
