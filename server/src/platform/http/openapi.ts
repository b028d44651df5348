import type { Contract, ProblemTable } from '@minjiang/shared/kernel';
import { problemDocument } from '@minjiang/shared/kernel';
import * as z from 'zod';
import { createDocument, type ZodOpenApiOperationObject } from 'zod-openapi';

const common = ['invalid', 'busy', 'fault'];
const signedIn = ['not-signed-in', 'forbidden'];

/** The OpenAPI 3.1 document of the contracts; public routes have an empty `security`. */
export function openApiOf(contracts: readonly Contract[], problems: ProblemTable): object {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const contract of contracts) {
    (paths[contract.path] ??= {})[contract.method.toLowerCase()] = operationOf(contract, problems);
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Minjiang',
      version: '1',
      description:
        'Times are RFC 3339, durations and positions milliseconds. Within version 1 shapes only grow. Faults are problem documents (RFC 9457) with a stable `code`.',
    },
    servers: [{ url: '/' }],
    security: [{ session: [] }],
    components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'minjiang_session' } } },
    paths: paths,
  });
}

function operationOf(contract: Contract, problems: ProblemTable): ZodOpenApiOperationObject {
  const { answer } = contract;
  const raw = 'mediaType' in answer ? (answer as { mediaType: string }).mediaType : null;
  const codes = [...common, ...(contract.permission === 'public' ? [] : signedIn), ...contract.problems];
  const byStatus = Map.groupBy(codes, (code) => problems[code]?.status ?? 500);
  const hasBody =
    ['POST', 'PUT', 'PATCH'].includes(contract.method) && !raw && shapeOf(contract.body).length > 0;
  return {
    operationId: contract.id,
    tags: [contract.id.split('.')[0]!],
    summary: contract.summary,
    ...(contract.permission === 'public' ? { security: [] } : {}),
    description: `Permission: ${contract.permission}. Scope: ${contract.scope.of}.`,
    requestParams: {
      ...(shapeOf(contract.params).length > 0 ? { path: contract.params as z.ZodObject } : {}),
      ...(shapeOf(contract.query).length > 0 ? { query: contract.query as z.ZodObject } : {}),
    },
    ...(hasBody
      ? { requestBody: { required: true, content: { 'application/json': { schema: contract.body } } } }
      : {}),
    responses: {
      [String(contract.status)]:
        contract.status === 204
          ? { description: 'Done' }
          : {
              description: 'Done',
              content: { [raw ?? 'application/json']: raw ? {} : { schema: answer as z.ZodType } },
            },
      ...Object.fromEntries(
        [...byStatus].map(([status, of]) => [
          String(status),
          {
            description: of.map((code) => `\`${code}\`: ${problems[code]?.title ?? ''}`).join('\n\n'),
            content: { 'application/problem+json': { schema: problemDocument } },
          },
        ]),
      ),
    },
  };
}

const shapeOf = (schema: z.ZodType): string[] =>
  schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
