import type { Routes } from '@angular/router';

/** Pages of this module; each names its title and the permission it needs. */
export const opsPages: Routes = [];
