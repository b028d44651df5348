import { contentRoutes } from '@minjiang/shared/content';
import { pathTo } from '@minjiang/shared/kernel';
import type { Keys } from '../../platform/index.ts';
import { sealToken, type Grant, type LeaseGrant } from './token.ts';

/** The lease itself is asked at every request; this only bounds how long a leaked link could be tried. */
const leaseLinkMs = 12 * 3_600_000;
const previewLinkMs = 30 * 60_000;
/** Links to the same preview stay equal for a while, so that a list that is read again loads no picture anew. */
const previewStepMs = 5 * 60_000;

export interface LeaseLink {
  readonly accountId: string;
  readonly leaseId: string;
  readonly epoch: number;
  readonly now: number;
}

export function leaseGrant({ leaseId, epoch, now }: LeaseLink, served: boolean): LeaseGrant {
  return { kind: 'lease', leaseId, epoch, expiresAt: now + leaseLinkMs, served };
}

export function previewGrant(now: number): Grant {
  return { kind: 'preview', expiresAt: Math.floor(now / previewStepMs) * previewStepMs + previewLinkMs };
}

const withToken = (path: string, token: string) => `${path}?token=${token}`;

export function encodingLinks(keys: Keys, grant: Grant, accountId: string, encodingId: string) {
  const token = sealToken(keys, grant, { accountId, subjectId: encodingId });
  return {
    playlistUrl: withToken(pathTo(contentRoutes.masterPlaylist.path, { encodingId }), token),
    posterUrl: withToken(pathTo(contentRoutes.poster.path, { encodingId }), token),
  };
}

export function pictureLink(keys: Keys, grant: Grant, accountId: string, assetId: string): string {
  const token = sealToken(keys, grant, { accountId, subjectId: assetId });
  return withToken(pathTo(contentRoutes.picture.path, { assetId }), token);
}
