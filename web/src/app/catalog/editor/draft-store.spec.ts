import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { type Programme, studyRules } from '@minjiang/shared/catalog';
import { newId } from '@minjiang/shared/kernel';
import { problemInterceptor } from '../../api/problem-interceptor.ts';
import { DraftStore } from './draft-store.ts';

const programme: Programme = {
  id: newId(),
  name: '电工（五级）',
  occupationCode: null,
  state: 'draft',
  revision: 3,
  courses: [],
  rules: studyRules.parse({}),
  faults: [{ at: '/courses', code: 'no-course' }],
  versions: [],
  can: { write: true, publish: true },
};

describe('a draft while it is edited', () => {
  function make(given = programme) {
    TestBed.configureTestingModule({
      providers: [
        DraftStore,
        provideHttpClient(withInterceptors([problemInterceptor])),
        provideHttpClientTesting(),
      ],
    });
    const store = TestBed.inject(DraftStore);
    store.begin(given);
    return { store, server: TestBed.inject(HttpTestingController) };
  }
  const bodyOf = (call: { request: { body: unknown } }) =>
    call.request.body as { revision: number; name: string };
  const settle = () => new Promise((done) => setTimeout(done));

  it('is saved once for many changes, with the revision that was read', async () => {
    const { store, server } = make();
    store.change((draft) => ({ ...draft, name: '电工一' }));
    store.change((draft) => ({ ...draft, name: '电工二' }));
    expect(store.state()).toBe('saving');
    const saved = store.flush();
    const call = server.expectOne({ method: 'PUT' });
    expect(bodyOf(call).revision).toBe(3);
    expect(bodyOf(call).name).toBe('电工二');
    call.flush({ programme: { ...programme, name: '电工二', revision: 4, faults: [] } });
    expect(await saved).toBeTrue();
    expect(store.state()).toBe('saved');
    expect(store.faults()).toEqual([]);
  });

  it('keeps what is typed while a save is under way, and saves it next', async () => {
    const { store, server } = make();
    store.change((draft) => ({ ...draft, name: '甲甲' }));
    const saved = store.flush();
    store.change((draft) => ({ ...draft, name: '乙乙' }));
    server.expectOne({ method: 'PUT' }).flush({ programme: { ...programme, name: '甲甲', revision: 4 } });
    await settle();
    const second = server.expectOne({ method: 'PUT' });
    expect(bodyOf(second)).toEqual(jasmine.objectContaining({ revision: 4, name: '乙乙' }));
    second.flush({ programme: { ...programme, name: '乙乙', revision: 5 } });
    expect(await saved).toBeTrue();
    expect(store.draft()?.name).toBe('乙乙');
  });

  it('stops at a conflict until it is loaded again', async () => {
    const { store, server } = make();
    store.change((draft) => ({ ...draft, name: '甲甲' }));
    const saved = store.flush();
    server
      .expectOne({ method: 'PUT' })
      .flush({ type: '', title: '', status: 409, code: 'conflict' }, { status: 409, statusText: '' });
    expect(await saved).toBeFalse();
    expect(store.state()).toBe('conflict');
    store.change((draft) => ({ ...draft, name: '丙丙' }));
    expect(store.draft()?.name).toBe('甲甲');
    store.begin({ ...programme, revision: 9 });
    expect(store.state()).toBe('read');
    expect(store.writable()).toBeTrue();
  });

  it('is saved over what was saved elsewhere when the person says so', async () => {
    const { store, server } = make();
    store.change((draft) => ({ ...draft, name: '甲甲' }));
    const refused = store.flush();
    server
      .expectOne({ method: 'PUT' })
      .flush({ type: '', title: '', status: 409, code: 'conflict' }, { status: 409, statusText: '' });
    await refused;
    expect(store.unsaved()).toBeTrue();
    const saved = store.overwrite();
    server.expectOne({ method: 'GET' }).flush({ programme: { ...programme, name: '别处', revision: 8 } });
    await settle();
    const call = server.expectOne({ method: 'PUT' });
    expect(bodyOf(call)).toEqual(jasmine.objectContaining({ revision: 8, name: '甲甲' }));
    call.flush({ programme: { ...programme, name: '甲甲', revision: 9 } });
    await saved;
    expect(store.state()).toBe('saved');
    expect(store.draft()?.name).toBe('甲甲');
  });

  it('stops at a conflict while it is published, with nothing to lose', async () => {
    const { store, server } = make();
    const published = store.publish();
    await settle();
    server
      .expectOne({ method: 'POST' })
      .flush({ type: '', title: '', status: 409, code: 'conflict' }, { status: 409, statusText: '' });
    await expectAsync(published).toBeRejected();
    expect(store.state()).toBe('conflict');
    expect(store.unsaved()).toBeFalse();
  });

  it('is not changed by who may only read', () => {
    const { store } = make({ ...programme, can: { write: false, publish: false } });
    store.change((draft) => ({ ...draft, name: '甲甲' }));
    expect(store.draft()?.name).toBe('电工（五级）');
    expect(store.unsaved()).toBeFalse();
  });
});
