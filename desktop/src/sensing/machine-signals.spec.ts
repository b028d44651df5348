import { signalsOf, type MachineFacts } from './machine-signals.ts';

const plain: MachineFacts = {
  platform: 'linux',
  environment: { DISPLAY: ':0', SESSIONNAME: 'RDP-Tcp#1' },
  programs: ['systemd', 'Xorg', 'openbox', 'minjiang-deskto'],
  firmware: ['LENOVO', '10T8S0', 'Microsoft Corporation', 'Surface Pro 7'],
  processorFlags: ['fpu', 'vmx', 'sse2'],
  virtualisation: 'none',
};
const signals = (some: Partial<MachineFacts>) => signalsOf({ ...plain, ...some });

describe('signals of a machine', () => {
  it('are none on a plain one', () => {
    expect(signalsOf(plain)).toEqual([]);
    expect(signals({ platform: 'win32', environment: { SESSIONNAME: 'Console' } })).toEqual([]);
    expect(signals({ programs: ['sshd', 'vncviewer', 'anydesker', 'x11'] })).toEqual([]);
  });

  it('tell of a session that is shown elsewhere', () => {
    for (const environment of [
      { SSH_CONNECTION: '10.0.0.1 5 10.0.0.2 22' },
      { XRDP_SESSION: '1' },
      { VNCDESKTOP: ':1' },
    ])
      expect(signals({ environment })).toEqual(['remote-session']);
    expect(signals({ platform: 'win32', environment: { SESSIONNAME: 'RDP-Tcp#12' } })).toEqual([
      'remote-session',
    ]);
    for (const program of ['xrdp-chansrv', 'TeamViewer_Desk', 'TeamViewer_Desktop.exe'])
      expect(signals({ programs: [program] }))
        .withContext(program)
        .toEqual(['remote-session']);
  });

  it('tell of programs by which somebody could take part, whether or not he does', () => {
    for (const program of [
      ...['x11vnc', 'x0tigervncserve', 'gnome-remote-de', 'teamviewerd', 'anydesk', 'rustdesk', 'todesk'],
      ...[
        'sunloginclient',
        'SunloginClient.exe',
        'ToDesk.exe',
        'AnyDesk.exe',
        'TeamViewer.exe',
        'ToDesk_Service.exe',
      ],
    ])
      expect(signals({ programs: [program] }))
        .withContext(program)
        .toEqual(['remote-control']);
  });

  it('tell of a machine that is a program', () => {
    expect(signals({ processorFlags: ['fpu', 'hypervisor'] })).toEqual(['virtual-machine']);
    expect(signals({ virtualisation: 'kvm' })).toEqual(['virtual-machine']);
    for (const firmware of [
      'QEMU',
      'VMware Virtual Platform',
      'innotek GmbH',
      'Virtual Machine',
      'Alibaba Cloud ECS',
    ])
      expect(signals({ firmware: [firmware] }))
        .withContext(firmware)
        .toEqual(['virtual-machine']);
  });

  it('are all there, the gravest first', () => {
    const all = { environment: { SSH_CLIENT: 'x' }, programs: ['x11vnc'], virtualisation: 'oracle' };
    expect(signals(all)).toEqual(['remote-session', 'remote-control', 'virtual-machine']);
  });
});
