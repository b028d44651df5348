import { declaredFields } from './declared-fields.js';
import { doors } from './doors.js';
import { textsInTextFiles, textsOutsideTemplates } from './texts-in-text-files.js';

/** The rules that only this house has. */
export const house = {
  rules: {
    doors,
    'declared-fields': declaredFields,
    'texts-in-text-files': textsInTextFiles,
    'texts-outside-templates': textsOutsideTemplates,
  },
};
