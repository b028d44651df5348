import { identityRoutes } from '@minjiang/shared/identity';
import { password } from '../founders.ts';
import { visit, type Http } from '../http.ts';
import { until } from '../waiting.ts';

/** Signs in; asks again while the platform checks as many passwords as it may at once. */
export async function signIn(origin: string, account: string, secret: string = password): Promise<Http> {
  const http = visit(origin);
  const answer = await until(`sign-in of ${account}`, async () => {
    const tried = await http.call(identityRoutes.signIn, { body: { account, password: secret } });
    return tried.status === 503 ? null : tried;
  });
  if (answer.status !== 200)
    throw new Error(`sign-in of ${account}: ${answer.status} ${answer.problem?.code}`);
  return http;
}
