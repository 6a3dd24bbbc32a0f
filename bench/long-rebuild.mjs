/** Opens the folder's ledger without rows, waits until they are made, and tells how much memory that took. */
const { Platform } = await import(new URL('../dist/libs/platform/src/index.js', import.meta.url).href);

const began = performance.now();
const platform = await Platform.open({ folder: process.argv[2] });
await platform.catchUp();
const seconds = (performance.now() - began) / 1000;
await platform.close();
process.send({ megabytes: process.resourceUsage().maxRSS / 1024, seconds });
process.disconnect();
