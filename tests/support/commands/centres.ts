import { identityRoutes } from '@minjiang/shared/identity';
import { password } from '../founders.ts';
import { visit, type Http } from '../http.ts';
import { signIn } from './signing-in.ts';

/** A training centre and the administrator of its machines, made by operators as they would. */
export async function centreAdmin(origin: string, userName: string): Promise<Http> {
  const system = await signIn(origin, 'sysadmin');
  const security = await signIn(origin, 'secadmin');
  const body = { kind: 'centre' as const, name: `${userName} centre`, regionCode: '350100' };
  const { organisation } = (await system.call(identityRoutes.createOrganisation, { body })).body;
  const assignment = { role: 'centre-admin' as const, organisationId: organisation.id };
  const account = { userName, name: '林国栋', assignment };
  const { accountId } = (await security.call(identityRoutes.createAccount, { body: account })).body;
  const given = { params: { accountId }, body: { channel: 'slip' as const } };
  const { code } = (await security.call(identityRoutes.issueCode, given)).body.issued;
  await visit(origin).call(identityRoutes.activate, { body: { account: userName, code: code!, password } });
  return signIn(origin, userName);
}

/** A code that enrols one machine of the centre, once. */
export const deviceCode = async (admin: Http, name: string): Promise<string> =>
  (await admin.call(identityRoutes.issueDeviceCode, { body: { room: '101', name } })).body.code;
