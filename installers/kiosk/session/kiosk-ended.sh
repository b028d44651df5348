#!/bin/sh
# After the client ended, with systemd's word of how. When its staff ended it the session ends as well, and the console
# is told by a mark; else there is nothing to do, for the client comes back.
[ "${EXIT_CODE:-}" = exited ] && [ "${EXIT_STATUS:-}" = 86 ] || exit 0
: >"$XDG_RUNTIME_DIR/minjiang-staff" || exit 1
openbox --exit
# Nothing may start the client again without a screen.
systemctl --user unset-environment DISPLAY XAUTHORITY
