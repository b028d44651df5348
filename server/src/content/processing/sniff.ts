/** What the first bytes of a file say it is. */
export interface Sniffed {
  readonly medium: 'video' | 'audio' | 'picture';
  /** ffmpeg's reader for it; naming it keeps ffmpeg from guessing at scripts and playlists. */
  readonly demuxer: string;
  /** Endings a name of such a file may have. */
  readonly endings: readonly string[];
}

/** As many bytes from the beginning of a file as `sniff` looks at. */
export const sniffedBytes = 1024;

const film = (demuxer: string, ...endings: string[]): Sniffed => ({ medium: 'video', demuxer, endings });
const song = (demuxer: string, ...endings: string[]): Sniffed => ({ medium: 'audio', demuxer, endings });
const still = (demuxer: string, ...endings: string[]): Sniffed => ({ medium: 'picture', demuxer, endings });

const iso = film('mov', 'mp4', 'm4v', 'mov', 'qt', '3gp', '3g2', 'f4v', 'm4a');
const riff: Readonly<Record<string, Sniffed>> = {
  'AVI ': film('avi', 'avi'),
  WAVE: song('wav', 'wav'),
  WEBP: still('webp_pipe', 'webp'),
};

const beginnings: readonly (readonly [hex: string, Sniffed])[] = [
  ['1a45dfa3', film('matroska', 'mkv', 'webm', 'mk3d', 'mka')],
  ['464c5601', film('flv', 'flv')],
  ['3026b2758e66cf11', film('asf', 'wmv', 'asf', 'wma')],
  ['4f676753', film('ogg', 'ogv', 'ogg', 'ogx', 'oga', 'opus')],
  ['000001ba', film('mpeg', 'mpg', 'mpeg', 'vob', 'dat', 'm2p')],
  ['89504e470d0a1a0a', still('png_pipe', 'png')],
  ['ffd8ff', still('jpeg_pipe', 'jpg', 'jpeg', 'jfif')],
  ['664c6143', song('flac', 'flac')],
  ['494433', song('mp3', 'mp3')],
  ['2321414d52', song('amr', 'amr')],
];

/** Recognises the media this platform takes by their first bytes; null for anything else. */
export function sniff(head: Buffer): Sniffed | null {
  const box = head.toString('latin1', 4, 8);
  if (box === 'ftyp')
    return /^(avif|avis|heic|heix|mif1|msf1)/.test(head.toString('latin1', 8, 12)) ? null : iso;
  if (['moov', 'mdat', 'wide', 'free', 'skip'].includes(box)) return iso;
  if (head.toString('latin1', 0, 4) === 'RIFF') return riff[head.toString('latin1', 8, 12)] ?? null;
  const hex = head.subarray(0, 8).toString('hex');
  const found = beginnings.find(([beginning]) => hex.startsWith(beginning));
  if (found) return found[1];
  if (isTransportStream(head, 188, 0)) return film('mpegts', 'ts', 'mts', 'm2ts', 'mpegts');
  if (isTransportStream(head, 192, 4)) return film('mpegts', 'm2ts', 'mts', 'ts');
  // A frame of MPEG audio: eleven set bits, then layer (zero in AAC) and a bit rate that is not reserved.
  if (head.length >= 4 && head[0] === 0xff && (head[1]! & 0xe0) === 0xe0) {
    if ((head[1]! & 0xf6) === 0xf0) return song('aac', 'aac');
    if ((head[1]! & 0x06) !== 0 && (head[2]! & 0xf0) !== 0xf0) return song('mp3', 'mp3', 'mp2', 'mpga');
  }
  return null;
}

const isTransportStream = (head: Buffer, packet: number, skip: number) =>
  [0, 1, 2, 3].every((i) => head[skip + i * packet] === 0x47);
