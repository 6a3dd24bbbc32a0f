/** Loaded before a program with `--import`: says on descriptor 3, when it ends, what the program took of the machine. */
import { writeSync } from 'node:fs';

process.once('exit', () => {
  const { user, system } = process.cpuUsage();
  writeSync(
    3,
    JSON.stringify({ processorSeconds: (user + system) / 1e6, megabytes: process.resourceUsage().maxRSS / 1024 }),
  );
});
