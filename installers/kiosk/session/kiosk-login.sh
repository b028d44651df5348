#!/bin/sh
# The login shell of the account minjiang-kiosk: an X session on the first console and nothing anywhere else. There is
# no command line behind it; when the session ends, getty signs the account in again. After the staff ended the client
# they are asked what they want first.
if [ "$#" -gt 0 ] || [ "$(tty)" != /dev/tty1 ]; then
  echo '此账户只用于自助机 / This account is for the kiosk alone.' >&2
  sleep 3
  exit 1
fi
cd || exit 1
xinit /usr/lib/minjiang/kiosk-session -- /usr/bin/X :0 vt1 -keeptty -nolisten tcp -noreset
staff=$XDG_RUNTIME_DIR/minjiang-staff
if [ -e "$staff" ]; then
  rm -f "$staff"
  exec /usr/lib/minjiang/kiosk-staff
fi
