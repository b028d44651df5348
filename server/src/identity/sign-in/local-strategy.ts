import type { Request, Response } from 'express';
import passport from 'passport';
import { Strategy } from 'passport-local';
import { Problem } from '../../platform/index.ts';
import type { Credentials } from './check-password.ts';

/** Answers whose credentials a request carries. @throws whatever `check` throws */
export type SignInStrategy = (request: Request, response: Response) => Promise<Credentials>;

/** passport-local in an instance of its own; sessions are ours, so passport keeps none. */
export function localStrategy(
  check: (account: string, password: string, address: string) => Promise<Credentials>,
): SignInStrategy {
  const own = new passport.Passport();
  own.use(
    new Strategy(
      { usernameField: 'account', passwordField: 'password', session: false, passReqToCallback: true },
      (request, account, password, done) => {
        check(account, password, request.ip ?? '').then((found) => done(null, found), done);
      },
    ),
  );
  return (request, response) =>
    new Promise((resolve, reject) => {
      const finish = (error: Error | null, found: Credentials | false | undefined) => {
        if (error) reject(error);
        else if (found) resolve(found);
        else reject(new Problem('sign-in-refused'));
      };
      const authenticate = own.authenticate('local', { session: false }, finish) as (
        request: Request,
        response: Response,
        next: (error: unknown) => void,
      ) => void;
      authenticate(request, response, reject);
    });
}
