import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { JsonSchema } from '../schemas.js';

/** A strict third-party validator, with these schemas under their ids. */
export const validating = (...schemas: readonly JsonSchema[]): Ajv2020 => {
  const ajv = new Ajv2020({ strict: true, strictTypes: false });
  (formats as unknown as (it: Ajv2020) => void)(ajv);
  for (const schema of schemas) ajv.addSchema(schema);
  return ajv;
};
