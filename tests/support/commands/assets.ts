import { readFile } from 'node:fs/promises';
import { contentRoutes, type Asset, type AssetKind } from '@minjiang/shared/content';
import type { Http } from '../http.ts';
import { until } from '../waiting.ts';

const tus = { 'tus-resumable': '1.0.0' };

/** Uploads as a tus client does, in one piece. @returns the id of the asset */
export async function upload(
  staff: Http,
  of: { readonly name: string; readonly kind?: AssetKind; readonly content: string | Uint8Array },
): Promise<string> {
  const bytes = typeof of.content === 'string' ? await readFile(of.content) : of.content;
  const assetId = await beginUpload(staff, of.name, bytes.length, of.kind);
  const sent = await staff.send('PATCH', `${contentRoutes.createUpload.path}/${assetId}`, {
    body: bytes,
    headers: { ...tus, 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' },
  });
  if (sent.status !== 204) throw new Error(`the upload was answered ${sent.status}`);
  return assetId;
}

/** Begins an upload and sends nothing yet. @returns the id of the asset */
export async function beginUpload(
  staff: Http,
  name: string,
  sizeBytes: number,
  kind: AssetKind = 'video',
): Promise<string> {
  const encoded = (text: string) => Buffer.from(text).toString('base64');
  const begun = await staff.send('POST', contentRoutes.createUpload.path, {
    headers: {
      ...tus,
      'upload-length': String(sizeBytes),
      'upload-metadata': `filename ${encoded(name)},kind ${encoded(kind)}`,
    },
  });
  const { location } = begun.headers;
  if (begun.status !== 201 || !location) throw new Error(`beginning an upload was answered ${begun.status}`);
  return location.split('/').at(-1)!;
}

export function assetWhen(staff: Http, assetId: string, state: Asset['state']): Promise<Asset> {
  return until(`asset ${assetId} ${state}`, async () => {
    const { asset } = (await staff.call(contentRoutes.getAsset, { params: { assetId } })).body;
    if (asset.state === 'failed' && state !== 'failed') throw new Error(`asset failed: ${asset.reason}`);
    return asset.state === state && asset;
  });
}
