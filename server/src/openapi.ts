import { allProblems, allRoutes } from '@minjiang/shared/api';
import { openApiOf } from './platform/http/openapi.ts';

// Prints the OpenAPI document of this source tree.
process.stdout.write(`${JSON.stringify(openApiOf(allRoutes, allProblems), null, 2)}\n`);
