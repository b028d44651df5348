import { type BaseHarnessFilters, ComponentHarness, HarnessPredicate } from '@angular/cdk/testing';

export class FieldHarness extends ComponentHarness {
  static readonly hostSelector = 'mj-field';
  private readonly control = this.locatorFor('.input');

  static with(filters: BaseHarnessFilters & { label: string }): HarnessPredicate<FieldHarness> {
    return new HarnessPredicate(FieldHarness, filters).addOption(
      'label',
      filters.label,
      async (field, label) => (await field.label()).startsWith(label),
    );
  }

  async label(): Promise<string> {
    return (await this.locatorFor('label')()).text();
  }

  async error(): Promise<string | undefined> {
    return (await this.locatorForOptional('.error')())?.text();
  }

  async enter(text: string): Promise<void> {
    const control = await this.control();
    await control.clear();
    await control.sendKeys(text);
    await control.blur();
  }

  async leave(): Promise<void> {
    const control = await this.control();
    await control.focus();
    await control.blur();
  }

  /** The texts that a screen reader reads with the control. */
  async describedBy(): Promise<string | null> {
    return (await this.control()).getAttribute('aria-describedby');
  }
}
