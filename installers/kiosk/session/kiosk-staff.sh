#!/bin/sh
# The console after the staff ended the client: start it again, or sign in as another account of this machine, whose
# password is asked for. There is no command line of the kiosk's own account.
trap '' INT QUIT TSTP
while :; do
  echo
  echo '自助机已由工作人员关闭 / The staff ended the kiosk.'
  echo '按回车重新启动；输入维护账户名登录；按电源键关机。'
  echo 'Press Enter to start it again, or type the name of an account to sign in for maintenance; the power button ends the machine.'
  printf '> '
  read -r name || exit 0
  [ -n "$name" ] || exit 0
  if printf '%s' "$name" | grep -Eqx '[a-z_][a-z0-9_-]{0,31}' && [ "$name" != "$(id -un)" ]; then
    su --login "$name" || true
  fi
done
