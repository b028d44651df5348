import type { Response } from 'express';
import { contentRoutes } from '@minjiang/shared/content';
import { Problem, route, type BoundRoute } from '../../platform/index.ts';
import type { ContentContext } from '../context.ts';
import { makeAdmission } from './admit.ts';
import { encodingCache } from './encoding-cache.ts';
import type { Playlists } from './playlists.ts';
import { serveStored } from './serve-stored.ts';
import { keyOfEncoding, pictureKey, posterKey, segmentKey } from './storage-keys.ts';

/** The address holds the token, so a browser may keep a file as long as it likes: it never changes. */
const forEver = 'private, max-age=31536000, immutable';

/** HLS for the holder of a study lease or a preview, and pictures likewise. */
export function playbackRoutes(context: ContentContext): BoundRoute[] {
  const { storage, keys } = context;
  const admit = makeAdmission(context);
  const playlistsOf = encodingCache(context);

  async function ready(encodingId: string): Promise<Playlists> {
    const playlists = await playlistsOf(encodingId);
    if (!playlists) throw new Problem('not-found');
    return playlists;
  }

  return [
    route(
      contentRoutes.masterPlaylist,
      async ({ actor, params: { encodingId }, query: { token }, response }) => {
        await admit(actor, encodingId, token);
        sendPlaylist(response, (await ready(encodingId)).master(token));
      },
    ),

    route(contentRoutes.renditionPlaylist, async ({ actor, params, query: { token }, response }) => {
      await admit(actor, params.encodingId, token);
      const text = (await ready(params.encodingId)).rendition(params.rendition, token);
      if (text === null) throw new Problem('not-found');
      sendPlaylist(response, text);
    }),

    route(contentRoutes.segment, async ({ actor, params, query: { token }, response }) => {
      const { encodingId, rendition, segment } = params;
      await admit(actor, encodingId, token);
      if (!(await ready(encodingId)).hasSegment(rendition, segment)) throw new Problem('not-found');
      const headers = { type: 'video/mp2t', cache: forEver };
      await serveStored(response, storage, segmentKey(encodingId, rendition, segment), headers);
    }),

    route(
      contentRoutes.encodingKey,
      async ({ actor, params: { encodingId }, query: { token }, response }) => {
        await admit(actor, encodingId, token);
        await ready(encodingId);
        response.setHeader('Cache-Control', 'no-store');
        response.type('application/octet-stream').send(keyOfEncoding(keys, encodingId));
      },
    ),

    route(contentRoutes.poster, async ({ actor, params: { encodingId }, query: { token }, response }) => {
      await admit(actor, encodingId, token);
      await serveStored(response, storage, posterKey(encodingId), { type: 'image/jpeg', cache: forEver });
    }),

    route(contentRoutes.picture, async ({ actor, params: { assetId }, query: { token }, response }) => {
      await admit(actor, assetId, token);
      await serveStored(response, storage, pictureKey(assetId), { type: 'image/jpeg', cache: forEver });
    }),
  ];
}

function sendPlaylist(response: Response, text: string): void {
  response.setHeader('Cache-Control', 'private, no-store');
  response.type('application/vnd.apple.mpegurl').send(text);
}
