import { Logger } from '@nestjs/common';
import { exitCodeAtStart, listening, logOf, openTracing, reasonOf, settingsIn } from '@jwg/platform';
import { openWorker } from './worker.js';

try {
  const settings = settingsIn(process.env);
  Logger.overrideLogger(logOf(settings));
  const log = new Logger('Worker');
  const worker = await openWorker({ ...settings, tracing: await openTracing('jwg-worker') });
  const stop = async (signal: NodeJS.Signals) => {
    log.log(`${signal}: handing the work over`);
    await worker.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, (it) => void stop(it));
  const address = await listening(worker.listen({ port: settings.port, host: settings.host }));
  log.log(`Listening at ${address}; only for health and metrics`);
} catch (error) {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exit(exitCodeAtStart(error));
}
