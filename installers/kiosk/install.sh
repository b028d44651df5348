#!/bin/sh
# Makes a Debian machine a kiosk, and looks after it; again on the same machine it changes nothing.
#   sh installers/kiosk/install.sh --server https://study.example.cn --key update-key.pem --package minjiang-desktop_V_amd64.deb
#   sh installers/kiosk/install.sh --check        says what is not as it should be, and changes nothing
#   sh installers/kiosk/install.sh --staff-password   asks for the password with which the staff end the client
# [--dry-run] says what it would do; [--root DIR] lays the files under another root (an image, a trial): accounts,
# packages and services are then left to that image.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
root='' dry=no check=no server='' key='' package='' staff=''
account=minjiang-kiosk
needed='xserver-xorg xinit x11-xserver-utils openbox libpam-systemd dbus-user-session libglib2.0-bin curl openssl fonts-noto-cjk'

fail() { echo "install: $1" >&2; exit 1; }
while [ $# -gt 0 ]; do
  case $1 in
    --dry-run) dry=yes ;;
    --check) check=yes ;;
    --staff-password) staff=ask ;;
    --root | --server | --key | --package)
      [ $# -ge 2 ] || fail "$1 needs a value"
      case $1 in --root) root=${2%/} ;; --server) server=${2%/} ;; --key) key=$2 ;; --package) package=$2 ;; esac
      shift ;;
    *) fail "unknown argument $1" ;;
  esac
  shift
done
[ "$check" = no ] || dry=yes

# The password from the keyboard, unseen and twice, or the first line of what is piped in; only its hash is kept.
ask_password() {
  if [ -t 0 ]; then
    trap 'stty echo' EXIT
    stty -echo
    printf '工作人员退出密码（至少 8 位）/ staff password, 8 characters at least: ' >&2
    read -r staff
    printf '\n再输入一次 / once more: ' >&2
    read -r again
    stty echo
    trap - EXIT
    echo >&2
    [ "$staff" = "$again" ] || fail '两次输入不同 / the two differ'
  else
    read -r staff || true
  fi
  [ "${#staff}" -ge 8 ] && [ "${#staff}" -le 200 ] || fail '密码至少 8 位 / the password needs 8 characters'
  salt=$(openssl rand -hex 16)
  hex=$(printf '%s' "$staff" | od -An -v -tx1 | tr -d ' \n')
  hash=$(openssl kdf -keylen 32 -kdfopt "hexpass:$hex" -kdfopt "hexsalt:$salt" -kdfopt n:32768 -kdfopt r:8 -kdfopt p:1 \
    -kdfopt maxmem_bytes:67108864 SCRYPT | tr -d ':\n' | tr A-F a-f)
  [ "${#hash}" = 64 ] || fail 'openssl 不支持 scrypt / this openssl makes no scrypt'
  staff=scrypt:15:8:1:$salt:$hash
}

changed=0
# One step that changes the machine: said always, done unless this is a dry run or a check.
step() {
  changed=$((changed + 1))
  echo "$1"
  shift
  if [ "$dry" = no ]; then "$@"; fi
}
put() { mkdir -p "$(dirname "$2")" && cp "$1" "$2.new" && chmod "$3" "$2.new" && mv -f "$2.new" "$2"; }
# File $1 of this folder belongs at $2 with mode $3.
lay() {
  if ! cmp -s "$here/$1" "$root$2" || [ "$(stat -c %a "$root$2")" != "$3" ]; then
    step "lay $2" put "$here/$1" "$root$2" "$3"
  fi
}
link() { mkdir -p "$(dirname "$2")" && ln -sfn "$1" "$2"; }
tie() { [ "$(readlink "$root$2" 2>/dev/null)" = "$1" ] || step "tie $2 to $1" link "$1" "$root$2"; }

settings=$root/etc/minjiang/desktop.json
[ "$staff" = '' ] || [ "$dry" = yes ] || ask_password
pinned=$root/etc/minjiang/update-key.pem
own=no
if [ -z "$root" ]; then own=yes; fi
[ "$own" = no ] || [ "$dry" = yes ] || [ "$(id -u)" = 0 ] || fail '只有 root 可以安装 / only root may install (or try --dry-run)'
[ -f "$here/session/openbox/rc.xml" ] || fail "$here/session/openbox/rc.xml is missing"
if [ -n "$server" ]; then
  printf '%s\n' "$server" | grep -Eqx 'https://[a-z0-9.-]+(:[0-9]{1,5})?' ||
    fail '平台网址必须是 https:// 加主机名 / --server is https:// with a host and a port, nothing more'
elif [ "$check" = no ] && [ ! -f "$settings" ]; then
  fail '缺少 --server / --server is needed the first time'
fi
if [ -n "$key" ]; then
  openssl pkey -pubin -in "$key" -noout -text 2>/dev/null | grep -q ED25519 ||
    fail "$key 不是 Ed25519 公钥 / is no public Ed25519 key"
elif [ "$check" = no ] && [ ! -f "$pinned" ]; then
  fail '缺少 --key / --key is needed the first time: the public key that updates are signed for'
fi

if [ "$own" = yes ]; then
  missing=''
  for each in $needed; do
    dpkg-query -W -f '${db:Status-Status}' "$each" 2>/dev/null | grep -qx installed || missing="$missing $each"
  done
  # shellcheck disable=SC2086
  [ -z "$missing" ] || step "install$missing" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
  id "$account" >/dev/null 2>&1 ||
    step "make the account $account" useradd --system --create-home --home-dir "/var/lib/$account" --shell /usr/lib/minjiang/kiosk-login "$account"
fi

lay session/kiosk-login.sh /usr/lib/minjiang/kiosk-login 755
lay session/kiosk-ended.sh /usr/lib/minjiang/kiosk-ended 755
lay session/kiosk-staff.sh /usr/lib/minjiang/kiosk-staff 755
lay session/kiosk-session.sh /usr/lib/minjiang/kiosk-session 755
lay session/openbox/rc.xml /usr/lib/minjiang/openbox/rc.xml 644
lay session/minjiang-client.service /etc/systemd/user/minjiang-client.service 644
lay session/autologin.conf /etc/systemd/system/getty@tty1.service.d/10-minjiang.conf 644
lay session/logind.conf /etc/systemd/logind.conf.d/10-minjiang.conf 644
lay session/xorg.conf /etc/X11/xorg.conf.d/10-minjiang.conf 644
lay session/sysctl.conf /etc/sysctl.d/60-minjiang-kiosk.conf 644
lay update/minjiang-update.sh /usr/lib/minjiang/minjiang-update 755
lay update/minjiang-update.service /etc/systemd/system/minjiang-update.service 644
lay update/minjiang-update.timer /etc/systemd/system/minjiang-update.timer 644
tie /dev/null /etc/systemd/system/ctrl-alt-del.target
tie /etc/systemd/system/minjiang-update.timer /etc/systemd/system/timers.target.wants/minjiang-update.timer
tie /usr/lib/systemd/system/multi-user.target /etc/systemd/system/default.target

write_settings() {
  mkdir -p "$(dirname "$settings")"
  kept=$(sed -n 's/.*"staffPassword": "\(scrypt:[0-9a-f:]*\)".*/, "staffPassword": "\1"/p' "$settings" 2>/dev/null || true)
  printf '{ "server": "%s", "mode": "kiosk"%s }\n' "$server" "$kept" >"$settings.new"
  chmod 644 "$settings.new"
  mv -f "$settings.new" "$settings"
}
if [ -n "$server" ] && ! grep -Fqs "\"server\": \"$server\"" "$settings"; then
  step "write $settings" write_settings
fi
# In place of the one before; whatever else the file says stays.
write_password() {
  sed -e 's/,[[:space:]]*"staffPassword": "[^"]*"//' -e "\$ s/[[:space:]]*}[[:space:]]*\$/, \"staffPassword\": \"$staff\" }/" \
    "$settings" >"$settings.new"
  grep -q "\"staffPassword\": \"$staff\"" "$settings.new" || fail "$settings 无法修改 / cannot be changed"
  chmod 644 "$settings.new"
  mv -f "$settings.new" "$settings"
}
if [ -n "$staff" ]; then step 'set the password of the staff' write_password; fi
if [ -n "$key" ] && ! cmp -s "$key" "$pinned"; then step "pin the update key" put "$key" "$pinned" 644; fi

if [ "$own" = yes ] && [ -n "$package" ] && [ "$dry" = no ]; then
  new=$(dpkg-deb --field "$package" Version)
  [ "$(dpkg-query -W -f '${Version}' minjiang-desktop 2>/dev/null)" = "$new" ] ||
    step "install the client $new" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$(realpath "$package")"
fi
if [ "$changed" -gt 0 ] && [ "$own" = yes ] && [ -d /run/systemd/system ]; then
  step 'let systemd read the units' systemctl daemon-reload
  step 'let the update timer run' systemctl restart minjiang-update.timer
fi

if [ "$check" = yes ]; then
  fault() { echo "$1"; changed=$((changed + 1)); }
  grep -qs '"mode": "kiosk"' "$settings" || fault "$settings 不是自助机模式 / is not in kiosk mode"
  grep -qs '"staffPassword": "scrypt:' "$settings" ||
    echo '提示：没有设置工作人员退出密码 / Note: without --staff-password nobody can leave the client.'
  openssl pkey -pubin -in "$pinned" -noout 2>/dev/null || fault "缺少更新公钥 / no update key at $pinned"
  [ -x "$root/opt/Minjiang/minjiang-desktop" ] || fault '尚未安装客户端 / the client is not installed: /opt/Minjiang'
  if [ "$own" = yes ]; then
    [ "$(getent passwd "$account" | cut -d: -f7)" = /usr/lib/minjiang/kiosk-login ] || fault "账户 $account 有其他登录程序 / has another login shell"
    case " $(id -nG "$account" 2>/dev/null) " in *' sudo '* | *' adm '* | *' root '*) fault "账户 $account 权限过高 / has rights it must not have" ;; esac
    for each in display-manager.service; do
      ! systemctl --quiet is-enabled $each 2>/dev/null || fault "$each 占用屏幕 / takes the screen: disable it"
    done
  fi
  if [ "$changed" -gt 0 ]; then echo "检查未通过：$changed 项 / $changed things are not as they should be." >&2; exit 1; fi
  echo '检查通过 / Everything is as it should be.'
  exit 0
fi
[ "$changed" -gt 0 ] || echo '无需更改 / Nothing to do.'
if [ "$changed" -gt 0 ] && [ "$own" = yes ] && [ "$dry" = no ]; then
  echo '请重启机器，然后运行 --check / Restart the machine, then run --check.'
fi
