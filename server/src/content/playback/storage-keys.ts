import type { Keys } from '../../platform/index.ts';

export const encodingFolder = (encodingId: string) => `encodings/${encodingId}`;
export const segmentName = (number: number) => `${String(number).padStart(5, '0')}.ts`;
export const segmentKey = (encodingId: string, rendition: string, segment: string) =>
  `${encodingFolder(encodingId)}/${rendition}/${segment}`;
export const posterKey = (encodingId: string) => `${encodingFolder(encodingId)}/poster.jpg`;
export const pictureKey = (assetId: string) => `pictures/${assetId}.jpg`;

/** The AES-128 key of an encoding: derived whenever it is asked for, stored nowhere. */
export const keyOfEncoding = (keys: Keys, encodingId: string) => keys.derive(`encoding:${encodingId}`, 16);
