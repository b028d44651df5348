/** The one name under which another Electron may be packed: it is for trials of installing and never given out. */
export const testName = 'minjiang-kiosk-test';
export const releaseName = 'minjiang-desktop';

export interface Product {
  /** Of the Debian package and the program file on Linux. */
  readonly name: string;
  /** Of the folder it is installed into, and of the program file on Windows. */
  readonly title: string;
  readonly test: boolean;
}

export class PackagingFault extends Error {
  override readonly name = 'PackagingFault';
}

/** @throws PackagingFault for a name that is neither the release's nor the test package's */
export function productOf(name: string): Product {
  if (name === releaseName) return { name, title: 'Minjiang', test: false };
  if (name === testName) return { name, title: 'MinjiangKioskTest', test: true };
  throw new PackagingFault(
    `没有名为 ${name} 的安装包 / There is no package ${name}; there are ${releaseName} and ${testName}.`,
  );
}

/**
 * A release carries the pinned Electron and no other: an older one lacks fixes, a newer one was not tried.
 * @param pinned the version in desktop/package.json
 * @param found what the distribution's file `version` says, with or without a leading v
 * @returns the version to pack
 * @throws PackagingFault
 */
export function electronFor(product: Product, pinned: string, found: string): string {
  const version = found.trim().replace(/^v/, '');
  const exact = /^\d+\.\d+\.\d+$/;
  if (!exact.test(pinned))
    throw new PackagingFault(
      `desktop/package.json 中 electron 的版本必须写死 / The version of electron in desktop/package.json must be exact, not ${pinned}.`,
    );
  if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    throw new PackagingFault(
      `Electron 发行文件夹的 version 文件无法识别 / The file version of the Electron distribution holds no version: ${JSON.stringify(version)}.`,
    );
  if (version === pinned || product.test) return version;
  throw new PackagingFault(
    `正式安装包只能使用 Electron ${pinned}，现有的是 ${version} / A release is packed with Electron ${pinned} alone, and this is ${version}. ` +
      `Only the test package (--name ${testName}) may carry another.`,
  );
}
