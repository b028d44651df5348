import { afterNextRender, DestroyRef, Directive, ElementRef, inject, input, signal } from '@angular/core';

/**
 * Round a table that may be wider than its place: `<div [mjSideScroll]="name of the table">`. Only while it is wider can
 * it be scrolled and reached with the keyboard; while it fits, its head stays in sight.
 */
@Directive({
  selector: '[mjSideScroll]',
  host: {
    class: 'side-scroll',
    '[class.fits]': 'fits()',
    '[attr.tabindex]': 'fits() ? null : 0',
    '[attr.role]': "fits() ? null : 'region'",
    '[attr.aria-label]': 'fits() ? null : mjSideScroll()',
  },
})
export class SideScroll {
  readonly mjSideScroll = input.required<string>();
  protected readonly fits = signal(false);

  constructor() {
    const box = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    const watch = new ResizeObserver(() => this.fits.set(box.scrollWidth <= box.clientWidth));
    afterNextRender(() => {
      for (const each of [box, ...box.children]) watch.observe(each);
    });
    inject(DestroyRef).onDestroy(() => watch.disconnect());
  }
}
