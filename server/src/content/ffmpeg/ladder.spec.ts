import { frameRateFor, ladderFor } from './ladder.ts';

const named = (width: number, height: number) =>
  ladderFor(width, height).map((rung) => `${rung.name} ${rung.width}x${rung.height}`);

describe('the ladder', () => {
  it('holds at most three renditions, the first as large as the source', () => {
    expect(named(1920, 1080)).toEqual(['1080p 1920x1080', '720p 1280x720', '480p 852x480']);
    expect(named(1280, 720)).toEqual(['720p 1280x720', '480p 852x480', '240p 426x240']);
    expect(named(720, 480)).toEqual(['480p 720x480', '240p 360x240', '144p 216x144']);
    expect(named(640, 360)).toEqual(['360p 640x360', '240p 426x240', '144p 256x144']);
  });

  it('never enlarges a small source', () => {
    expect(named(320, 180)).toEqual(['180p 320x180']);
    expect(named(101, 57)).toEqual(['56p 100x56']);
    expect(named(2, 2)).toEqual(['02p 2x2']);
  });

  it('shrinks what is larger than 1080 on the short side', () => {
    expect(named(3840, 2160)[0]).toBe('1080p 1920x1080');
    expect(named(4000, 900)).toEqual(['900p 4000x900', '480p 2132x480', '240p 1066x240']);
  });

  it('goes by the short side of a portrait film', () => {
    expect(named(1080, 1920)).toEqual(['1080p 1080x1920', '720p 720x1280', '480p 480x852']);
  });

  it('has even sizes no larger than the source, different names and falling bit rates, for every size', () => {
    for (let width = 2; width < 2600; width += 37) {
      for (let height = 2; height < 2600; height += 41) {
        const ladder = ladderFor(width, height);
        expect(ladder.length).toBeLessThanOrEqual(3);
        expect(new Set(ladder.map(({ name }) => name)).size).toBe(ladder.length);
        for (const [i, rung] of ladder.entries()) {
          expect((rung.width % 2) + (rung.height % 2)).toBe(0);
          expect(rung.width <= width && rung.height <= height).toBe(true);
          expect(rung.name).toMatch(/^\d{2,4}p$/);
          if (i > 0) expect(rung.maxKbps).toBeLessThanOrEqual(ladder[i - 1]!.maxKbps);
        }
      }
    }
  });
});

describe('the frame rate', () => {
  it('is the own one up to 30, the half of a faster one, and 25 where it is unknown', () => {
    expect([25, 29.97, 30, 5].map(frameRateFor)).toEqual([25, 29.97, 30, 5]);
    expect([50, 60, 59.94].map(frameRateFor)).toEqual([25, 30, 29.97]);
    expect([120, 1].map(frameRateFor)).toEqual([30, 5]);
    expect([null, 0, 1000].map(frameRateFor)).toEqual([25, 25, 25]);
  });
});
