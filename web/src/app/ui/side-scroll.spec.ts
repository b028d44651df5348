import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { SideScroll } from './side-scroll.ts';

@Component({
  selector: 'mj-spec-side-scroll',
  imports: [SideScroll],
  template: `<div [mjSideScroll]="'Learners'" style="width: 300px">
    <div [style.width.px]="wide()">x</div>
  </div>`,
})
class Host {
  readonly wide = signal(200);
}

describe('a table that may be wider than its place', () => {
  async function box(wide: number) {
    const fixture = TestBed.createComponent(Host);
    document.body.append(fixture.nativeElement as HTMLElement);
    const becomes = async (px: number) => {
      fixture.componentInstance.wide.set(px);
      // Sizes are told with the next picture.
      await new Promise((done) => setTimeout(done, 60));
      await fixture.whenStable();
      const { classList, tabIndex, role, ariaLabel } = (fixture.nativeElement as HTMLElement)
        .firstElementChild as HTMLElement;
      return { fits: classList.contains('fits'), tabIndex, role, ariaLabel };
    };
    return { first: await becomes(wide), becomes };
  }

  it('is scrolled with the keyboard and has a name while it is', async () => {
    const { first } = await box(500);
    expect(first).toEqual({ fits: false, tabIndex: 0, role: 'region', ariaLabel: 'Learners' });
  });

  it('is no stop for the keyboard while it fits', async () => {
    const { first, becomes } = await box(200);
    expect(first).toEqual({ fits: true, tabIndex: -1, role: null, ariaLabel: null });
    expect((await becomes(301)).fits).toBeFalse();
    expect((await becomes(300)).fits).toBeTrue();
  });
});
