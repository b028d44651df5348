import { HttpContextToken, HttpErrorResponse, type HttpInterceptorFn } from '@angular/common/http';
import { inject } from '@angular/core';
import { catchError, throwError } from 'rxjs';
import { problemOf } from './problem.ts';
import { SessionEnd } from './session-end.ts';

/** Set on the first question "who am I?", whose 401 is an answer and not the end of a session. */
export const mayBeSignedOut = new HttpContextToken<boolean>(() => false);

/** Turns whatever failed into a `Problem`, and tells the shell when the session has ended. */
export const problemInterceptor: HttpInterceptorFn = (request, next) => {
  const end = inject(SessionEnd);
  return next(request).pipe(
    catchError((fault: unknown) => {
      if (!(fault instanceof HttpErrorResponse)) return throwError(() => fault);
      const problem = problemOf(fault.status, bodyOf(fault.error), fault.headers.get('Retry-After'));
      if (problem.status === 401 && !request.context.get(mayBeSignedOut)) end.report(problem.code);
      return throwError(() => problem);
    }),
  );
};

function bodyOf(error: unknown): unknown {
  if (typeof error !== 'string') return error;
  try {
    return JSON.parse(error) as unknown;
  } catch {
    return undefined;
  }
}
