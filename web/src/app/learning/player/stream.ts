import { type Signal, signal } from '@angular/core';
import { Problem } from '../../api/problem.ts';
import { copyingLoader } from './proof/copying-loader.ts';
import type { ProofKeeper } from './proof/proof-keeper.ts';

export interface Quality {
  readonly index: number;
  readonly height: number;
}

/** A film attached to a video element. */
export interface Stream {
  readonly qualities: Signal<readonly Quality[]>;
  readonly hasCaptions: Signal<boolean>;
  /** A quality by its index, or -1 to choose by the network. */
  useQuality(index: number): void;
  showCaptions(shown: boolean): void;
  close(): void;
}

const retryMs = 3000;

/** Whether films play through hls.js, so that the page sees the bytes; the native player of an iPhone hides them. */
export function showsBytes(): boolean {
  const view: { ManagedMediaSource?: typeof MediaSource; MediaSource?: typeof MediaSource } = globalThis;
  const source = view.ManagedMediaSource ?? view.MediaSource;
  return source?.isTypeSupported('video/mp4;codecs=avc1.42E01E,mp4a.40.2') ?? false;
}

/**
 * Plays an HLS playlist with hls.js, or with the browser's own player where that is all there is (iPhone).
 * @param media told what was loaded, if somebody must prove it
 * @param fault told once playback cannot go on without help
 */
export async function openStream(
  video: HTMLVideoElement,
  { url, startMs, media }: { url: string; startMs: number; media: ProofKeeper | undefined },
  fault: (problem: Problem) => void,
): Promise<Stream> {
  if (!showsBytes()) return openNative(video, url, startMs, fault);
  const { default: Hls } = await import('hls.js');

  const qualities = signal<readonly Quality[]>([]);
  const hasCaptions = signal(false);
  const { loader } = Hls.DefaultConfig;
  const hls = new Hls({
    startPosition: startMs / 1000,
    maxBufferLength: 60,
    capLevelToPlayerSize: true,
    ...(media ? { fLoader: copyingLoader(loader, (from, bytes) => media.loaded(from, bytes)) } : {}),
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let mended = false;

  hls.on(Hls.Events.MANIFEST_PARSED, () =>
    qualities.set(hls.levels.map(({ height }, index) => ({ index, height }))),
  );
  hls.on(Hls.Events.LEVEL_LOADED, (_event, { details }) =>
    media?.listed(details.fragments.map((one) => ({ url: one.url, seconds: one.duration }))),
  );
  hls.on(Hls.Events.SUBTITLE_TRACKS_UPDATED, (_event, { subtitleTracks }) =>
    hasCaptions.set(subtitleTracks.length > 0),
  );
  hls.on(Hls.Events.ERROR, (_event, data) => {
    if (!data.fatal) return;
    const status = data.response?.code ?? 0;
    if (data.type === Hls.ErrorTypes.MEDIA_ERROR && !mended) {
      mended = true;
      hls.recoverMediaError();
    } else if (status === 401 || status === 403) {
      fault(new Problem({ code: 'playback-refused', status }));
    } else if (data.type === Hls.ErrorTypes.NETWORK_ERROR) {
      // The network comes back by itself; what is buffered plays on meanwhile.
      clearTimeout(timer);
      timer = setTimeout(() => (hls.levels.length > 0 ? hls.startLoad() : hls.loadSource(url)), retryMs);
    } else {
      fault(new Problem({ code: 'cannot-play', status }));
    }
  });
  hls.loadSource(url);
  hls.attachMedia(video);

  return {
    qualities,
    hasCaptions,
    useQuality: (index) => (hls.nextLevel = index),
    showCaptions: (shown) => {
      hls.subtitleTrack = shown ? 0 : -1;
      hls.subtitleDisplay = shown;
    },
    close: () => {
      clearTimeout(timer);
      hls.destroy();
    },
  };
}

function openNative(
  video: HTMLVideoElement,
  url: string,
  startMs: number,
  fault: (problem: Problem) => void,
): Stream {
  const begin = () => (video.currentTime = startMs / 1000);
  const fail = () => fault(new Problem({ code: 'cannot-play', status: 0 }));
  video.addEventListener('loadedmetadata', begin, { once: true });
  video.addEventListener('error', fail);
  video.src = url;
  return {
    qualities: signal([]),
    hasCaptions: signal(false),
    useQuality: () => undefined,
    showCaptions: () => undefined,
    close: () => {
      video.removeEventListener('error', fail);
      video.removeAttribute('src');
      video.load();
    },
  };
}
