export { startKurrentDouble, type KurrentDouble } from '../tools/kurrentdb-double/double.mjs';
