/** What brings content into a page, or out of it, past the clipboard. */
const ways = ['dragstart', 'dragenter', 'dragover', 'drop'] as const;

/**
 * Lets nothing be dragged into a page or out of it, files, texts and addresses alike, and lets the middle button paste
 * nothing: on Linux it pastes what any program has selected, which is not the clipboard.
 * @param page the global object of the page; the page itself cannot take this back
 */
export function refuseForeign(page: EventTarget): void {
  const refuse = (event: Event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  for (const way of ways) page.addEventListener(way, refuse, { capture: true });
  page.addEventListener(
    'mouseup',
    (event) => {
      if ('button' in event && event.button === 1) refuse(event);
    },
    { capture: true },
  );
}
