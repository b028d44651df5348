import { identityRoutes } from '@minjiang/shared/identity';
import { route, type BoundRoute } from '../../platform/index.ts';
import { activateAccount, type ActivationDeps } from './activate-account.ts';

export const activationRoutes = (deps: ActivationDeps): BoundRoute[] => [
  route(identityRoutes.activate, ({ body, address }) => activateAccount(deps, body, address)),
];
