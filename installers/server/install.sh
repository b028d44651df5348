#!/bin/sh
# Lays a release under /opt/minjiang, with its units and settings; again on the same release it changes nothing.
#   sh installers/server/install.sh [--dry-run] [--root DIR] [--from CHECKOUT] [--modules DIR]
# --root lays everything under another root (an image, a trial); --modules copies packages made elsewhere instead of
# asking npm (a machine without a network). It starts nothing: README says how.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
from=$(CDPATH='' cd -- "$here/../.." && pwd)
root='' dry=no modules=''

fail() { echo "install: $1" >&2; exit 1; }
while [ $# -gt 0 ]; do
  case $1 in
    --dry-run) dry=yes ;;
    --root | --from | --modules)
      [ $# -ge 2 ] || fail "$1 needs a folder"
      case $1 in --root) root=${2%/} ;; --from) from=$2 ;; --modules) modules=$2 ;; esac
      shift ;;
    *) fail "unknown argument $1" ;;
  esac
  shift
done

changed=0
# One step that changes the machine: said always, done unless this is a dry run.
step() {
  changed=$((changed + 1))
  echo "$1"
  shift
  if [ "$dry" = no ]; then "$@"; fi
}

[ -f "$from/server/src/main.ts" ] || fail "$from is no checkout of the platform"
[ -f "$from/web/dist/browser/index.html" ] || fail "the portal is not built: run npm ci && npm run build in $from"
[ -n "$root" ] || [ "$dry" = yes ] || [ "$(id -u)" = 0 ] || fail 'only root may install (or try --dry-run)'

version=$(sed -n 's/^  "version": "\(.*\)",$/\1/p' "$from/package.json")
# What is installed names itself by its content: the same files are the same release.
print=$(cd "$from" && find server shared installers/server package.json package-lock.json web/dist/browser \
  -type f ! -path '*/node_modules/*' ! -name '*.spec.ts' -exec sha256sum {} + | LC_ALL=C sort -k2 | sha256sum | cut -c1-12)
base=$root/opt/minjiang
release=$base/releases/$version-$print
settings=$root/etc/minjiang/minjiang.env
units=$root/etc/systemd/system

lay_release() {
  draft=$release.draft
  rm -rf "$draft"
  mkdir -p "$draft/web/dist" "$draft/installers" "$draft/bin"
  cp -R "$from/server" "$from/shared" "$draft/"
  cp -R "$from/installers/server" "$draft/installers/"
  cp -R "$from/web/dist/browser" "$draft/web/dist/"
  cp "$from/package.json" "$from/package-lock.json" "$draft/"
  for each in web desktop installers tests; do
    mkdir -p "$draft/$each"
    cp "$from/$each/package.json" "$draft/$each/"
  done
  find "$draft/server" "$draft/shared" -name '*.spec.ts' -exec rm {} +
  rm -rf "$draft/server/node_modules" "$draft/shared/node_modules"
  if [ -n "$modules" ]; then
    cp -R "$modules" "$draft/node_modules"
  else
    (cd "$draft" && npm ci --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error \
      --include-workspace-root -w server -w shared)
  fi
  ln -s "$(node_for "$draft")" "$draft/bin/node"
  chmod -R go-w,a+rX "$draft"
  mv "$draft" "$release"
}

# The Node of the lockfile where it runs, else the machine's own, if it is new enough.
node_for() {
  for name in x64 arm64; do
    bundled=node_modules/node-linux-$name/bin/node
    if [ -f "$1/$bundled" ]; then
      chmod a+x "$1/$bundled"
      if "$1/$bundled" --version >/dev/null 2>&1; then echo "../$bundled"; return; fi
    fi
  done
  own=$(command -v node) || fail 'there is no Node: install 24 or newer'
  "$own" -e 'process.exit(parseInt(process.versions.node) >= 24 ? 0 : 1)' || fail 'Node 24 or newer is needed'
  echo "$own"
}

switch_to() { ln -sfn "releases/$(basename "$release")" "$base/current.new" && mv -T "$base/current.new" "$base/current"; }

make_settings() {
  mkdir -p "$(dirname "$settings")"
  (
    umask 077
    key=$(od -An -tx1 -N32 /dev/urandom | tr -d ' \n')
    sed "s/^MINJIANG_MASTER_KEY=$/MINJIANG_MASTER_KEY=$key/" "$here/minjiang.env.example" >"$settings"
  )
}

put() {
  mkdir -p "$(dirname "$2")"
  cp "$1" "$2"
  chmod 644 "$2"
}

if [ -z "$root" ] && ! id minjiang >/dev/null 2>&1; then
  step 'make the account minjiang' useradd --system --home-dir /var/lib/minjiang --no-create-home --shell /usr/sbin/nologin minjiang
fi
[ -d "$release" ] || step "lay the release $(basename "$release")" lay_release
[ "$(readlink "$base/current" 2>/dev/null)" = "releases/$(basename "$release")" ] || step 'make it the current one' switch_to
[ -f "$settings" ] || step "write $settings with a new master key (fill in the rest, and keep a copy of the key)" make_settings
for file in minjiang.target minjiang-api@.service minjiang-realtime@.service minjiang-worker@.service \
  minjiang-.service.d/10-common.conf; do
  cmp -s "$here/systemd/$file" "$units/$file" || step "unit $file" put "$here/systemd/$file" "$units/$file"
done
sysctl=$root/etc/sysctl.d/60-minjiang.conf
cmp -s "$here/systemd/60-minjiang.sysctl.conf" "$sysctl" || step 'kernel settings' put "$here/systemd/60-minjiang.sysctl.conf" "$sysctl"
if [ "$changed" -gt 0 ] && [ -z "$root" ] && [ -d /run/systemd/system ]; then
  step 'let systemd read the units' systemctl daemon-reload
  step 'apply the kernel settings' sysctl --quiet --load "$sysctl"
fi
[ "$changed" -gt 0 ] || echo 'Nothing to do: this release is installed.'
