import { Injectable } from '@angular/core';
import { siteRoutes } from '@minjiang/shared/site';
import { load } from '../api/loaded.ts';

/** Operator, filing numbers and contacts; asked for once. */
@Injectable({ providedIn: 'root' })
export class SiteFacts {
  readonly site = load(siteRoutes.getSite);
}
