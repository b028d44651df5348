import type { HttpTestingController, TestRequest } from '@angular/common/http/testing';

/** The call that a page makes once a dialog of it has closed. */
export async function called(server: HttpTestingController, url: string): Promise<TestRequest> {
  for (let tries = 0; tries < 100; tries++) {
    const [call] = server.match(url);
    if (call) return call;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error(`${url} was not called`);
}
