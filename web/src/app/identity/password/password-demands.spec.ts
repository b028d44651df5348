import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { TestBed } from '@angular/core/testing';
import { provideTestTexts } from '../../testing/test-texts.ts';
import { PasswordDemands } from './password-demands.ts';
import { PasswordDemandsHarness } from './password-demands.harness.ts';

describe('the demands of a new password', () => {
  it('are marked as soon as each is met', async () => {
    TestBed.configureTestingModule({ providers: [provideTestTexts()] });
    const fixture = TestBed.createComponent(PasswordDemands);
    fixture.componentRef.setInput('password', '');
    const demands = await TestbedHarnessEnvironment.harnessForFixture(fixture, PasswordDemandsHarness);
    expect(await demands.count()).toEqual({ all: 2, met: 0 });
    fixture.componentRef.setInput('password', 'abcdefgh');
    expect(await demands.count()).toEqual({ all: 2, met: 1 });
    fixture.componentRef.setInput('password', 'Abcdefg1');
    expect(await demands.count()).toEqual({ all: 2, met: 2 });
  });
});
