export { startKurrentDouble, type KurrentDouble } from '../tools/kurrentdb-double/double.ts';
export { spawnKurrentDouble, type KurrentDoubleProcess } from '../tools/kurrentdb-double/spawn.ts';
export { startClusterDouble, type ClusterDouble } from '../tools/kurrentdb-double/three-nodes.ts';
