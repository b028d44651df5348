import * as z from 'zod';
import { defineRoute, id, noContent, pageOf, pageQuery } from '../kernel/index.ts';
import { asset, assetKind, assetState } from './schemas.ts';

const params = z.object({ assetId: id() });
const scope = { of: 'subject', kind: 'asset', param: 'assetId' } as const;
const tus = { mediaType: 'application/offset+octet-stream' } as const;
const token = z.strictObject({ token: z.string().min(1).max(600) });
const encoding = z.object({ encodingId: id() });

export const listAssets = defineRoute({
  id: 'content.listAssets',
  method: 'GET',
  path: '/api/v1/assets',
  summary: 'Assets of the own institution, newest first',
  permission: 'asset:read',
  scope: { of: 'organisation' },
  query: pageQuery.extend({ kind: assetKind.optional(), state: assetState.optional() }),
  answer: pageOf(asset),
});

export const getAsset = defineRoute({
  id: 'content.getAsset',
  method: 'GET',
  path: '/api/v1/assets/{assetId}',
  summary: 'One asset and how far it is',
  permission: 'asset:read',
  scope,
  params,
  answer: z.object({ asset }),
});

export const retryAsset = defineRoute({
  id: 'content.retryAsset',
  method: 'POST',
  path: '/api/v1/assets/{assetId}/retry',
  summary: 'Transcode a failed asset once more',
  permission: 'asset:write',
  scope,
  params,
  answer: z.object({ asset }),
  problems: ['asset-not-failed'],
});

export const closeAsset = defineRoute({
  id: 'content.closeAsset',
  method: 'DELETE',
  path: '/api/v1/assets/{assetId}',
  summary: 'Take an asset out of the list; what a published version refers to stays stored',
  permission: 'asset:write',
  scope,
  params,
  answer: noContent,
  status: 204,
});

export const previewAsset = defineRoute({
  id: 'content.previewAsset',
  method: 'POST',
  path: '/api/v1/assets/{assetId}/preview',
  summary: 'A playlist for staff, without earning',
  permission: 'asset:read',
  scope,
  params,
  answer: z.object({ playlistUrl: z.string() }),
  problems: ['asset-not-ready', 'asset-not-playable'],
});

/** tus 1.0: `Upload-Metadata` holds `filename` and `kind`; the id of the upload is the id of the asset. */
export const createUpload = defineRoute({
  id: 'content.createUpload',
  method: 'POST',
  path: '/api/v1/uploads',
  summary: 'tus: begin a resumable upload',
  permission: 'asset:write',
  scope: { of: 'organisation' },
  answer: tus,
  status: 201,
  problems: ['too-large', 'storage-full'],
});

export const sendUpload = defineRoute({
  id: 'content.sendUpload',
  weight: 'media',
  method: 'PATCH',
  path: '/api/v1/uploads/{assetId}',
  summary: 'tus: send the next bytes (HEAD tells how far it is)',
  permission: 'asset:write',
  scope,
  params,
  answer: tus,
  status: 204,
  problems: ['conflict', 'too-large', 'storage-full'],
});

export const cancelUpload = defineRoute({
  id: 'content.cancelUpload',
  method: 'DELETE',
  path: '/api/v1/uploads/{assetId}',
  summary: 'tus: give up an upload',
  permission: 'asset:write',
  scope,
  params,
  answer: tus,
  status: 204,
});

export const masterPlaylist = defineRoute({
  id: 'content.masterPlaylist',
  weight: 'media',
  method: 'GET',
  path: '/media/v1/encodings/{encodingId}/master.m3u8',
  summary: 'HLS: the ladder, for the holder of a lease or a preview',
  permission: 'signed-in',
  scope: { of: 'own' },
  params: encoding,
  query: token,
  answer: { mediaType: 'application/vnd.apple.mpegurl' },
  problems: ['playback-refused'],
});

export const renditionPlaylist = defineRoute({
  id: 'content.renditionPlaylist',
  weight: 'media',
  method: 'GET',
  path: '/media/v1/encodings/{encodingId}/{rendition}/index.m3u8',
  summary: 'HLS: one rendition',
  permission: 'signed-in',
  scope: { of: 'own' },
  params: encoding.extend({ rendition: z.string().regex(/^\d{2,4}p$/) }),
  query: token,
  answer: { mediaType: 'application/vnd.apple.mpegurl' },
  problems: ['playback-refused'],
});

export const segment = defineRoute({
  id: 'content.segment',
  weight: 'media',
  method: 'GET',
  path: '/media/v1/encodings/{encodingId}/{rendition}/{segment}',
  summary: 'HLS: one AES-128 encrypted segment',
  permission: 'signed-in',
  scope: { of: 'own' },
  params: encoding.extend({
    rendition: z.string().regex(/^\d{2,4}p$/),
    segment: z.string().regex(/^\d{5}\.ts$/),
  }),
  query: token,
  answer: { mediaType: 'video/mp2t' },
  problems: ['playback-refused'],
});

/** Public because a cache answers it to everybody: ciphertext without the key, which stays with the lease. */
export const cachedSegment = defineRoute({
  id: 'content.cachedSegment',
  weight: 'media',
  method: 'GET',
  path: '/media/v1/segments/{encodingId}/{rendition}/{segment}',
  summary: 'HLS: one AES-128 encrypted segment for the cache of a media origin, where one is configured',
  permission: 'public',
  scope: { of: 'public' },
  params: segment.params,
  answer: { mediaType: 'video/mp2t' },
});

export const encodingKey = defineRoute({
  id: 'content.encodingKey',
  weight: 'media',
  method: 'GET',
  path: '/media/v1/encodings/{encodingId}/key',
  summary: 'HLS: the AES-128 key of the encoding, 16 bytes',
  permission: 'signed-in',
  scope: { of: 'own' },
  params: encoding,
  query: token,
  answer: { mediaType: 'application/octet-stream' },
  problems: ['playback-refused'],
});

export const poster = defineRoute({
  id: 'content.poster',
  weight: 'media',
  method: 'GET',
  path: '/media/v1/encodings/{encodingId}/poster.jpg',
  summary: 'One frame of a film, for the holder of a lease or a preview',
  permission: 'signed-in',
  scope: { of: 'own' },
  params: encoding,
  query: token,
  answer: { mediaType: 'image/jpeg' },
  problems: ['playback-refused'],
});

export const picture = defineRoute({
  id: 'content.picture',
  weight: 'media',
  method: 'GET',
  path: '/media/v1/pictures/{assetId}',
  summary: 'A picture, for the holder of a lease or a preview',
  permission: 'signed-in',
  scope: { of: 'own' },
  params,
  query: token,
  answer: { mediaType: 'image/jpeg' },
  problems: ['playback-refused'],
});
