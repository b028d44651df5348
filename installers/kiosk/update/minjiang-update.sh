#!/bin/sh
# Updates the client of a kiosk: fetches the platform's manifest, checks its signature against the key that was laid
# down with the machine, and installs a newer package. It uses what Debian has (curl, openssl, dpkg) and nothing of the
# client, so that it also repairs a client that does not start.
#   minjiang-update [--root DIR]        --root works in another root (an image, a trial)
# Exit codes: 0 up to date or updated, 1 failed and to be tried again, 2 refused: what was offered must not be installed.
set -eu
export LC_ALL=C.UTF-8 PATH="/usr/sbin:/usr/bin:/sbin:/bin"
umask 077

root=''
while [ $# -gt 0 ]; do
  case $1 in
    --root) [ $# -ge 2 ] || { echo '--root needs a folder' >&2; exit 1; }; root=${2%/}; shift ;;
    *) echo "unknown argument $1" >&2; exit 1 ;;
  esac
  shift
done

name=minjiang-desktop
key=$root/etc/minjiang/update-key.pem
state=$root/var/lib/minjiang-update
work=''

say() { echo "$1"; }
later() { echo "$1" >&2; exit 1; }
refuse() { echo "拒绝更新：$1" >&2; exit 2; }

# Nobody is there to be asked, and what a package starts must not keep the lock.
install_package() {
  (umask 022; DEBIAN_FRONTEND=noninteractive dpkg ${root:+--root="$root"} --force-confold --install "$1") \
    >"$work/log" 2>&1 </dev/null 9>&-
}
fact() { dpkg-query --admindir="$root/var/lib/dpkg" --show --showformat="$1" "$name" 2>/dev/null || true; }

# Fetches $1 into $2 and takes no byte more than $3: a platform that sends without end fills no disk. One byte too many
# is kept, so that the check of what was fetched finds it.
fetch() {
  rm -f "$work/broken"
  { curl --silent --show-error --fail --max-redirs 0 --proto "=$proto" --connect-timeout 20 --max-time "$4" \
    --speed-limit 1000 --speed-time 60 "$base/$1" 2>"$work/fault" || : >"$work/broken"; } | head -c "$(($3 + 1))" >"$2"
  if [ -e "$work/broken" ] && [ "$(stat -c %s "$2")" -le "$3" ]; then
    later "下载 $1 失败（$(tail -n 1 "$work/fault")），稍后再试 / Could not fetch $1."
  fi
}

field() { sed -n "s/^  \"$1\": \"\{0,1\}\([^\",]*\)\"\{0,1\},\{0,1\}\$/\1/p" "$work/manifest"; }
wants() { printf '%s\n' "$2" | grep -Eqx "$3" || refuse "清单中的 $1 不合规 / The manifest's $1 is not in order."; }

mkdir -p "$state"
exec 9>"$state/lock"
flock -n 9 || { say '另一次更新正在进行 / Another update is under way.'; exit 0; }
work=$(mktemp -d "$state/work.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
# What an earlier run left when the power went.
find "$state" -maxdepth 1 -name 'work.*' ! -path "$work" -exec rm -rf {} +

[ -f "$key" ] || later "缺少更新公钥 $key / The update key is missing: run install.sh."
server=$(sed -n 's/.*"server"[[:space:]]*:[[:space:]]*"\([^"]*\)".*/\1/p' "$root/etc/minjiang/desktop.json" 2>/dev/null | head -n 1)
case $server in
  https://*) proto=https ;;
  http://127.0.0.1 | http://127.0.0.1:* | http://localhost | http://localhost:*) proto=http ;;
  *) later 'desktop.json 中没有平台网址 / desktop.json names no platform.' ;;
esac
base=${server%/}/downloads/desktop

arch=$(dpkg --print-architecture)
fetch "manifest-$arch.json" "$work/manifest" 4096 60
fetch "manifest-$arch.json.sig" "$work/signature" 64 60
openssl pkeyutl -verify -pubin -inkey "$key" -rawin -in "$work/manifest" -sigfile "$work/signature" >/dev/null 2>&1 ||
  refuse "清单的签名不对 / The manifest's signature is wrong."

version=$(field version) file=$(field file) sha256=$(field sha256) size=$(field size) least=$(field minVersion)
wants name "$(field name)" "$name"
wants architecture "$(field architecture)" "$arch"
wants version "$version" '[0-9]+\.[0-9]+\.[0-9]+'
wants minVersion "$least" '[0-9]+\.[0-9]+\.[0-9]+'
wants file "$file" 'minjiang-[A-Za-z0-9._-]+\.deb'
wants sha256 "$sha256" '[0-9a-f]{64}'
wants size "$size" '[1-9][0-9]{0,9}'

installed=$(fact '${Version}')
status=$(fact '${db:Status-Status}')
[ -n "$installed" ] || later "尚未安装 $name / $name is not installed: run install.sh."
if [ "$status" = installed ] && [ "$version" = "$installed" ]; then
  say "已是最新版本 $installed / $installed is the newest."
  exit 0
fi
dpkg --compare-versions "$version" ge "$installed" ||
  refuse "清单的版本 $version 比现有的 $installed 旧 / $version is older than the installed $installed."
dpkg --compare-versions "$installed" ge "$least" ||
  refuse "现有的 $installed 低于 $least，不能直接升级 / $installed is too old to go to $version directly; it needs $least."

say "正在下载 $version（$size 字节）/ Fetching $version."
fetch "$file" "$work/package.deb" "$size" 3600
[ "$(stat -c %s "$work/package.deb")" = "$size" ] || refuse "文件大小与清单不符 / The size is not the manifest's."
[ "$(sha256sum <"$work/package.deb" | cut -d ' ' -f 1)" = "$sha256" ] ||
  refuse "文件校验值与清单不符 / The hash is not the manifest's."
[ "$(dpkg-deb --field "$work/package.deb" Package Version Architecture | sort | tr '\n' ' ')" = \
  "Architecture: $arch Package: $name Version: $version " ] || refuse "安装包与清单不符 / The package is not the manifest's."
chmod 644 "$work/package.deb"
sync -f "$work/package.deb"

if install_package "$work/package.deb"; then
  mv -f "$work/package.deb" "$state/current.deb"
  say "已从 $installed 更新到 $version / Updated from $installed to $version."
  if [ -z "$root" ] && [ -d /run/systemd/system ]; then
    systemctl --user --machine=minjiang-kiosk@ try-restart minjiang-client.service ||
      say '客户端将在下次启动时使用新版本 / The client takes the new version at its next start.'
  fi
  exit 0
fi
tail -n 5 "$work/log" >&2
if [ -f "$state/current.deb" ] && install_package "$state/current.deb"; then
  later "安装 $version 失败，已恢复 $(fact '${Version}') / Installing $version failed; $(fact '${Version}') is back."
fi
later "安装 $version 失败，现有状态：$(fact '${Version} ${db:Status-Status}') / Installing $version failed."
