export { ApplicationModule } from './application.module.js';
export { commandNamed, commands } from './menu.js';
export { Invalid, told } from './told.js';
export { NotFound } from './reading/asking.js';
export * from './reading/index.js';
export { ImportRecord, type Imported } from './import/import-record.js';
export { readRecordFile } from './import/read-file.js';
export { Unreadable } from './import/unreadable.js';
