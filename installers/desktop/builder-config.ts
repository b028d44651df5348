import type { Product } from './electron-choice.ts';

export interface Packing {
  readonly product: Product;
  readonly electron: string;
  /** Folder of the Electron distribution. */
  readonly dist: string;
  readonly output: string;
  readonly icons: string;
}

/** What the client needs of a Debian or Ubuntu machine beyond its base. */
const depends = [
  ...['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libxtst6'],
  ...['libatspi2.0-0', 'xdg-utils'],
];

/**
 * The configuration of electron-builder. Its AppImage, dmg and NSIS targets need tools that it fetches from the
 * internet; they are set up here for a machine that has it.
 */
export function builderConfig({ product, electron, dist, output, icons }: Packing): Record<string, unknown> {
  return {
    appId: product.test ? 'cn.minjiang.kiosk.test' : 'cn.minjiang.desktop',
    productName: product.title,
    electronVersion: electron,
    electronDist: dist,
    directories: { output, buildResources: icons },
    files: ['*.mjs', '*.cjs', 'package.json'],
    asar: true,
    npmRebuild: false,
    publish: null,
    // Updates come to a kiosk by its own timer, signed; the client asks no host but the platform's.
    ...(product.test ? {} : { electronFuses: fuses }),
    linux: {
      executableName: product.name,
      category: 'Education',
      icon: 'icon.png',
      maintainer: 'Minjiang <desktop@minjiang.invalid>',
      synopsis: '闽匠学习客户端 / Minjiang study client',
      description: '闽匠职业技能培训平台的学习客户端：培训机构自助机与家庭电脑两种模式。',
      desktop: { entry: { Name: product.test ? '闽匠（测试包）' : '闽匠', Terminal: 'false' } },
    },
    deb: {
      depends,
      // A key in safe storage; to hear of a locked screen.
      recommends: ['libsecret-1-0', 'libglib2.0-bin'],
      compression: product.test ? 'gz' : 'xz',
      artifactName: '${name}_${version}_${arch}.deb',
    },
    appImage: { artifactName: '${name}-${version}-${arch}.AppImage' },
    win: { executableName: product.title, signAndEditExecutable: false, icon: 'icon.ico' },
    nsis: {
      oneClick: false,
      perMachine: true,
      allowElevation: true,
      installerLanguages: ['zh_CN'],
      language: '2052',
      deleteAppDataOnUninstall: false,
      artifactName: '${name}-${version}-${arch}-nsis.exe',
    },
    mac: {
      category: 'public.app-category.education',
      target: [{ target: 'dmg', arch: ['x64', 'arm64'] }],
      hardenedRuntime: true,
      extendInfo: {
        NSCameraUsageDescription: '核验本人学习时使用摄像头。',
        NSMicrophoneUsageDescription: '直播课发言时使用麦克风。',
      },
    },
    dmg: { artifactName: '${name}-${version}-${arch}.dmg' },
  };
}

/** Ways into the program that a locked client does not have: as plain Node, by options, by a debugger, by loose files. */
const fuses = {
  runAsNode: false,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  grantFileProtocolExtraPrivileges: false,
};
