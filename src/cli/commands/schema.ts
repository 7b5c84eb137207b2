// `waterbed-sim schema`: the JSON Schema of scenario files, for editors.
import { jsonSchema } from '../../scenario/describe.ts';
import { sayJson } from '../terminal.ts';

export const schema = (): void => sayJson(jsonSchema());
