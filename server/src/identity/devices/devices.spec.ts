import { identityRoutes } from '@minjiang/shared/identity';
import { newId } from '@minjiang/shared/kernel';
import { identityFixture, password, type IdentityFixture } from '../testing/identity-fixture.ts';
import { machine } from '../testing/machine.ts';

const origin = 'https://minjiang.example.org';

describe('devices', () => {
  let at: IdentityFixture;
  let admin = '';
  let foreign = '';
  let learner = { cookie: '', accountId: '' };
  beforeAll(async () => {
    at = await identityFixture({ staffIdleMs: 7_200_000 });
    const centre = async (name: string, userName: string) => {
      const organisationId = await at.organisation({ kind: 'centre', name, regionCode: '350100' });
      const assignments = [{ role: 'centre-admin' as const, organisationId }];
      await at.person({ userName, name: '林国栋', password, assignments });
      return (await at.signIn(userName)).cookie!;
    };
    admin = await centre('鼓楼培训点', 'centre');
    foreign = await centre('马尾培训点', 'other-centre');
    const accountId = await at.learner('pupil');
    learner = { accountId, cookie: (await at.signIn('pupil')).cookie! };
  });
  afterAll(() => at.close());

  const issue = (cookie = admin) =>
    at.app.call(identityRoutes.issueDeviceCode, { body: { room: '一号教室', name: 'A01' }, cookie });
  const enrol = (of: ReturnType<typeof machine>, code: string) =>
    at.app.call(identityRoutes.enrolKiosk, { body: of.enrolment(code) });
  const list = async (cookie = admin) =>
    (await at.app.call(identityRoutes.listDevices, { cookie })).body.items;
  const nonceFor = (deviceId: string, cookie = learner.cookie) =>
    at.app.call(identityRoutes.deviceNonce, { params: { deviceId }, cookie });
  const decide = (deviceId: string, decision: 'release' | 'remove', cookie = admin) =>
    at.app.call(identityRoutes.decideDevice, { params: { deviceId }, body: { decision }, cookie });

  async function enrolled() {
    const made = machine(origin);
    const answer = await enrol(made, (await issue()).body.code);
    return { machine: made, deviceId: answer.body.deviceId };
  }
  const opening = (accountId = learner.accountId) => ({
    accountId,
    enrolmentId: newId(),
    lessonId: newId(),
    pageId: 'page',
  });
  async function prove(of: ReturnType<typeof machine>, deviceId: string, atMs?: number) {
    const { nonce } = (await nonceFor(deviceId)).body;
    const asked = opening();
    return at.identity.proveDevice(of.opening({ ...asked, deviceId, nonce }, atMs), asked, undefined);
  }

  it('are enrolled by a code once and only once, in the centre that made it', async () => {
    const { code } = (await issue()).body;
    const answers = await Promise.all([enrol(machine(origin), code), enrol(machine(origin), code)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
    const refused = answers.find(({ status }) => status === 422)!;
    expect(refused.problem?.errors?.[0]).toEqual(
      jasmine.objectContaining({ path: 'code', code: 'device-code-refused' }),
    );
    const made = answers.find(({ status }) => status === 201)!.body;
    expect(made.centreName).toBe('鼓楼培训点');
    expect((await list()).map(({ id }) => id)).toContain(made.deviceId);
    expect((await list(foreign)).length).toBe(0);
  });

  it('are refused after 15 minutes, with another signature, for another platform, and with a known key', async () => {
    const late = (await issue()).body.code;
    await at.shiftClock(15 * 60_000 + 1);
    expect((await enrol(machine(origin), late)).problem?.code).toBe('device-code-refused');
    const { code } = (await issue()).body;
    const body = { ...machine(origin).enrolment(code), publicKey: machine(origin).publicKey };
    expect((await at.app.call(identityRoutes.enrolKiosk, { body })).problem?.code).toBe('device-signature');
    const elsewhere = machine('https://elsewhere.example.org');
    expect((await enrol(elsewhere, code)).problem?.code).toBe('device-signature');
    const one = machine(origin);
    expect((await enrol(one, code)).status).toBe(201);
    expect((await enrol(one, (await issue()).body.code)).problem?.code).toBe('device-known');
  });

  it('prove themselves by a signature over a number of ours; a captured one is refused', async () => {
    const { machine: one, deviceId } = await enrolled();
    const { nonce } = (await nonceFor(deviceId)).body;
    const asked = opening();
    const now = await at.clock.now(at.db.sql);
    const claim = one.opening({ ...asked, deviceId, nonce }, now);
    expect(await at.identity.proveDevice(claim, asked, undefined)).toEqual({
      deviceId,
      kind: 'kiosk',
      agreementKey: claim.agreementKey,
    });
    await expectAsync(at.identity.proveDevice(claim, asked, undefined)).toBeRejectedWith(
      jasmine.objectContaining({ code: 'device-nonce' }),
    );
    const other = { ...asked, lessonId: newId() };
    await expectAsync(at.identity.proveDevice(claim, other, undefined)).toBeRejectedWith(
      jasmine.objectContaining({ code: 'device-signature' }),
    );
  });

  it('are told when their clock is wrong, and keep the start they counted', async () => {
    const { machine: one, deviceId } = await enrolled();
    const now = await at.clock.now(at.db.sql);
    await expectAsync(prove(one, deviceId, now - 600_000)).toBeRejectedWith(
      jasmine.objectContaining({ code: 'device-clock', details: { params: { seconds: 600 } } }),
    );
    await expectAsync(prove(one, deviceId, now)).toBeResolved();
  });

  it('are held, the machine and its copy, when one key makes two starts of a number', async () => {
    const { machine: one, deviceId } = await enrolled();
    const now = await at.clock.now(at.db.sql);
    await prove(one, deviceId, now);
    const copy = one.copied();
    one.start();
    await prove(copy, deviceId, now);
    await expectAsync(prove(one, deviceId, now)).toBeRejectedWith(
      jasmine.objectContaining({ code: 'device-held' }),
    );
    expect(at.ended).toContain(deviceId);
    expect((await nonceFor(deviceId)).problem?.code).toBe('device-held');
    expect((await list())[0]).toEqual(
      jasmine.objectContaining({ id: deviceId, state: 'held', heldReason: 'start-twice' }),
    );
    expect((await decide(deviceId, 'release', foreign)).status).toBe(404);
    expect((await decide(deviceId, 'release')).status).toBe(204);
    await expectAsync(prove(one.start(), deviceId, now)).toBeResolved();
    await expectAsync(prove(copy, deviceId, now)).toBeRejectedWith(
      jasmine.objectContaining({ code: 'device-held' }),
    );
    expect((await decide(deviceId, 'remove')).status).toBe(204);
    expect((await nonceFor(deviceId)).problem?.code).toBe('device-unknown');
    expect((await enrol(one, (await issue()).body.code)).status).toBe(201);
  });

  it('of a learner are enrolled by the code of a message, two at most, and are nobody else’s', async () => {
    const own = async () => {
      await at.app.call(identityRoutes.requestDeviceCode, { cookie: learner.cookie });
      const { code } = at.told.at(-1)!;
      const body = { ...machine(origin).enrolment(code), name: '家里的电脑' };
      return at.app.call(identityRoutes.enrolHome, { body, cookie: learner.cookie });
    };
    const first = (await own()).body.deviceId;
    expect((await own()).status).toBe(201);
    const asked = await at.app.call(identityRoutes.requestDeviceCode, { cookie: learner.cookie });
    expect(asked.problem?.code).toBe('device-limit');
    await at.learner('neighbour');
    const neighbour = (await at.signIn('neighbour')).cookie!;
    expect((await nonceFor(first, neighbour)).problem?.code).toBe('device-unknown');
    const remove = (cookie: string) =>
      at.app.call(identityRoutes.removeMyDevice, { params: { deviceId: first }, cookie });
    expect((await remove(neighbour)).status).toBe(404);
    expect((await decide(first, 'remove')).status).toBe(404);
    expect((await remove(learner.cookie)).status).toBe(204);
    const { devices } = (await at.app.call(identityRoutes.myDevices, { cookie: learner.cookie })).body;
    expect(devices.length).toBe(1);
  });
});
