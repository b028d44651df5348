/** What was found on a machine; each part empty where it cannot be asked. */
export interface MachineFacts {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Names of running programs. */
  readonly programs: readonly string[];
  /** Maker and model as the firmware says them. */
  readonly firmware: readonly string[];
  /** Flags of the first processor. */
  readonly processorFlags: readonly string[];
  /** Word of `systemd-detect-virt --vm`. */
  readonly virtualisation: string;
}

/**
 * What sensors may see. `remote-session`: this session is shown somewhere else. `remote-control`: a program runs by which
 * it could be. `virtual-machine`: the machine is a program itself. None of them blocks anything; people judge.
 */
export type MachineSignal = 'remote-session' | 'remote-control' | 'virtual-machine';

/** Programs that run only while somebody is connected. */
const connected = ['xrdp-chansrv', 'teamviewer_desktop'];
/** Programs by which somebody can connect; on Linux the first 15 characters of a name are all there is. */
const controlling = [
  ...['x11vnc', 'x0vncserver', 'x0tigervncserver', 'xvnc', 'xtigervnc', 'vino-server', 'krfb', 'wayvnc'],
  ...['gnome-remote-desktop-daemon', 'winvnc', 'tvnserver', 'vncserver', 'uvnc_service'],
  ...['teamviewer', 'teamviewerd', 'teamviewer_service', 'anydesk', 'rustdesk', 'todesk', 'todesk_service'],
  ...['sunloginclient', 'sunlogin', 'oray_rundaemon', 'awesun', 'parsecd', 'splashtopremote', 'srserver'],
  ...[
    'nomachine',
    'nxserver.bin',
    'remoting_host',
    'chrome-remote-desktop',
    'gotohttp',
    'uurc',
    'quickassist',
  ],
];
const makers =
  /vmware|virtualbox|innotek|qemu|\bkvm\b|bochs|\bxen\b|parallels|bhyve|virtual machine|openstack|alibaba cloud|tencent cloud|huawei cloud|amazon ec2|google compute|rhev|ovirt|proxmox/i;

const nameOf = (program: string): string => program.toLowerCase().replace(/\.exe$/, '');
const isOneOf = (names: readonly string[], program: string): boolean => {
  const name = nameOf(program);
  return names.some((each) => each === name || (name.length === 15 && each.startsWith(name)));
};

function isRemoteSession({ platform, environment, programs }: MachineFacts): boolean {
  // The name is of the moment at which the session began; one that is taken over later is seen as a locked screen.
  if (platform === 'win32') return /^rdp-/i.test(environment['SESSIONNAME'] ?? '');
  const marks = ['SSH_CONNECTION', 'SSH_CLIENT', 'XRDP_SESSION', 'VNCDESKTOP'];
  return marks.some((mark) => environment[mark]) || programs.some((each) => isOneOf(connected, each));
}

function isVirtual({ firmware, processorFlags, virtualisation }: MachineFacts): boolean {
  const named = virtualisation !== '' && virtualisation !== 'none';
  return named || processorFlags.includes('hypervisor') || firmware.some((each) => makers.test(each));
}

/** The signals of these facts, in the order of their weight. */
export function signalsOf(facts: MachineFacts): readonly MachineSignal[] {
  return [
    ...(isRemoteSession(facts) ? (['remote-session'] as const) : []),
    ...(facts.programs.some((each) => isOneOf(controlling, each)) ? (['remote-control'] as const) : []),
    ...(isVirtual(facts) ? (['virtual-machine'] as const) : []),
  ];
}
