#!/bin/sh
# The login shell of the account minjiang-kiosk: an X session on the first console and nothing anywhere else. There is
# no command line behind it; when the session ends, getty signs the account in again.
if [ "$#" -gt 0 ] || [ "$(tty)" != /dev/tty1 ]; then
  echo '此账户只用于自助机 / This account is for the kiosk alone.' >&2
  sleep 3
  exit 1
fi
cd || exit 1
exec xinit /usr/lib/minjiang/kiosk-session -- /usr/bin/X :0 vt1 -keeptty -nolisten tcp -noreset
