import type { Response } from 'express';
import { contentRoutes } from '@minjiang/shared/content';
import type { ParamsOf } from '@minjiang/shared/kernel';
import { Problem, route, type BoundRoute } from '../../platform/index.ts';
import type { ContentContext } from '../context.ts';
import { makeAdmission } from './admit.ts';
import type { FindEncoding, ReadyEncoding } from './encoding-cache.ts';
import type { Place } from './segment-places.ts';
import { segmentBytes } from './segment-bytes.ts';
import { missing, serveBytes, serveStored } from './serve-stored.ts';
import { keyOfEncoding, pictureKey, posterKey, segmentKey } from './storage-keys.ts';

const unchanging = 'max-age=31536000, immutable';
/** The address holds the token, so a browser may keep a file as long as it likes: it never changes. */
const forEver = `private, ${unchanging}`;

type SegmentParams = ParamsOf<typeof contentRoutes.segment>;

/** HLS for the holder of a study lease or a preview, and pictures likewise. */
export function playbackRoutes(context: ContentContext, encodingOf: FindEncoding): BoundRoute[] {
  const { storage, keys } = context;
  const admit = makeAdmission(context);
  const segment = segmentBytes(storage);

  async function ready(encodingId: string): Promise<ReadyEncoding> {
    const encoding = await encodingOf(encodingId);
    if (!encoding) throw new Problem('not-found');
    return encoding;
  }
  async function placeOf({ encodingId, rendition, segment }: SegmentParams): Promise<Place> {
    const { playlists, places } = await ready(encodingId);
    const exists = playlists.hasSegment(rendition, segment);
    const place = exists ? places.placeOf(rendition, Number.parseInt(segment, 10)) : null;
    if (!place) throw new Problem('not-found');
    return place;
  }
  async function sendSegment(response: Response, params: SegmentParams, cache: string): Promise<boolean> {
    const key = segmentKey(params.encodingId, params.rendition, params.segment);
    const headers = { type: 'video/mp2t', cache };
    const bytes = await segment(key).catch(missing);
    return bytes ? serveBytes(response, bytes, headers) : serveStored(response, storage, key, headers);
  }

  return [
    route(
      contentRoutes.masterPlaylist,
      async ({ actor, params: { encodingId }, query: { token }, response }) => {
        await admit(actor, encodingId, token);
        sendPlaylist(response, (await ready(encodingId)).playlists.master(token));
      },
    ),

    route(contentRoutes.renditionPlaylist, async ({ actor, params, query: { token }, response }) => {
      const grant = await admit(actor, params.encodingId, token);
      // What is noted as served must be sent by us.
      const from = grant.kind === 'lease' && grant.served ? 'beside' : 'origin';
      const { playlists } = await ready(params.encodingId);
      const text = playlists.rendition(params.rendition, token, from);
      if (text === null) throw new Problem('not-found');
      sendPlaylist(response, text);
    }),

    route(contentRoutes.segment, async ({ actor, params, query: { token }, request, response }) => {
      const grant = await admit(actor, params.encodingId, token);
      const place = await placeOf(params);
      const whole = await sendSegment(response, params, forEver);
      if (grant.kind !== 'lease' || !grant.served || !whole || request.method !== 'GET') return;
      const { leaseId, epoch } = grant;
      await context.served({ accountId: actor.accountId, leaseId, epoch, place });
    }),

    route(contentRoutes.cachedSegment, async ({ params, response }) => {
      if (context.mediaOrigin === null) throw new Problem('not-found');
      await placeOf(params);
      response.setHeader('Access-Control-Allow-Origin', '*');
      response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
      await sendSegment(response, params, `public, ${unchanging}`);
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
