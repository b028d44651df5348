import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { type ApplicationConfig, inject, provideBrowserGlobalErrorListeners } from '@angular/core';
import {
  provideRouter,
  RedirectCommand,
  Router,
  TitleStrategy,
  withComponentInputBinding,
  withInMemoryScrolling,
  withNavigationErrorHandler,
} from '@angular/router';
import { problemInterceptor } from './api/problem-interceptor.ts';
import { routes } from './app-routes.ts';
import { PageTitle } from './shell/page-title.ts';
import { keptLocale } from './shell/preferences.ts';
import { provideTexts } from './texts/texts.ts';

export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideHttpClient(withInterceptors([problemInterceptor])),
    provideRouter(
      routes,
      withComponentInputBinding(),
      withInMemoryScrolling({ scrollPositionRestoration: 'enabled', anchorScrolling: 'enabled' }),
      // A guard or a lazy chunk failed: the platform cannot be reached, and the address stays for a retry.
      withNavigationErrorHandler(
        () => new RedirectCommand(inject(Router).parseUrl('/unreachable'), { skipLocationChange: true }),
      ),
    ),
    { provide: TitleStrategy, useExisting: PageTitle },
    provideTexts(keptLocale),
  ],
};
