import { newId } from '@minjiang/shared/kernel';

/** One id for each tab; a reload is still the same page. */
export function pageId(): string {
  const kept = sessionStorage.getItem('minjiang.page');
  if (kept) return kept;
  const made = newId();
  sessionStorage.setItem('minjiang.page', made);
  return made;
}
