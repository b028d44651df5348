#!/bin/sh
# The X session: no screen saver, the client as a service of this account, and a window manager without keys or menus.
# It lasts as long as the window manager; the client goes with it, for its display is gone.
set -eu
client=minjiang-client.service
xset s off s noblank -dpms
systemctl --user import-environment DISPLAY XAUTHORITY
trap 'systemctl --user stop $client' EXIT
trap 'exit 1' HUP INT TERM
systemctl --user reset-failed $client 2>/dev/null || true
systemctl --user restart --no-block $client
openbox --sm-disable --config-file /usr/lib/minjiang/openbox/rc.xml
