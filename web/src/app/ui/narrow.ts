import { DestroyRef, DOCUMENT, inject, type Signal, signal } from '@angular/core';

/** Whether there is only the width of a phone; call it in an injection context. */
export function narrow(): Signal<boolean> {
  const media = inject(DOCUMENT).defaultView?.matchMedia('screen and (max-width: 700px)');
  const is = signal(media?.matches ?? false);
  const listen = () => is.set(media?.matches ?? false);
  media?.addEventListener('change', listen);
  inject(DestroyRef).onDestroy(() => media?.removeEventListener('change', listen));
  return is.asReadonly();
}
