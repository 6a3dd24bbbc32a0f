export { startKurrentDouble, type KurrentDouble } from '../tools/kurrentdb-double/double.mjs';
export { spawnKurrentDouble, type KurrentDoubleProcess } from '../tools/kurrentdb-double/spawn.mjs';
