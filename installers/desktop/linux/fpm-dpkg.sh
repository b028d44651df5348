#!/bin/sh
# Stands in for fpm where there is none: takes what electron-builder hands to fpm for a .deb and makes it with dpkg-deb.
# The environment variable CUSTOM_FPM_PATH names it. Anything it does not know is a fault: a left-out option would be
# a package with something missing.
set -eu

fail() { echo "fpm-dpkg: $1" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tree=$work/tree
mkdir -p "$tree/DEBIAN"
chmod 755 "$tree"

depends='' recommends='' section=misc priority=optional compression=xz vendor=''
name='' version='' arch='' maintainer='' url='' description='' package='' after_install='' after_remove=''
join() { if [ -n "$1" ]; then echo "$1, $2"; else echo "$2"; fi; }

while [ $# -gt 0 ]; do
  case $1 in
    --force) shift; continue ;;
    -*) [ $# -ge 2 ] || fail "$1 needs a value" ;;
    *=*)
      from=${1%=*} to=$tree${1##*=}
      if [ -d "$from" ]; then
        mkdir -p "$to"
        cp -a "$from/." "$to/"
      else
        mkdir -p "$(dirname "$to")"
        cp -a "$from" "$to"
      fi
      shift
      continue ;;
    *) fail "unknown argument $1" ;;
  esac
  case $1 in
    -s) [ "$2" = dir ] || fail "source $2" ;;
    -t) [ "$2" = deb ] || fail "this makes .deb files, not $2" ;;
    -d) depends=$(join "$depends" "$2") ;;
    --deb-recommends) recommends=$(join "$recommends" "$2") ;;
    --deb-compression) compression=$2 ;;
    --deb-priority) priority=$2 ;;
    --architecture) arch=$2 ;;
    --after-install) after_install=$2 ;;
    --after-remove) after_remove=$2 ;;
    --description) description=$2 ;;
    --version) version=$2 ;;
    --package) package=$2 ;;
    --name) name=$2 ;;
    --maintainer) maintainer=$2 ;;
    --vendor) vendor=$2 ;;
    --url) url=$2 ;;
    --category) section=$2 ;;
    --license | --log) ;;
    *) fail "unknown option $1" ;;
  esac
  shift 2
done

[ -n "$name" ] && [ -n "$version" ] && [ -n "$package" ] || fail 'name, version and package are needed'
case $arch in x86_64) arch=amd64 ;; aarch64) arch=arm64 ;; esac
for each in opt usr; do [ ! -d "$tree/$each" ] || chmod -R u+rwX,go-w,go+rX "$tree/$each"; done

# The first line of the description is the summary; all further ones begin with a blank, an empty one with a dot.
summary=$(printf '%s\n' "$description" | sed -n 1p | sed 's/^ *//; s/ *$//')
long=$(printf '%s\n' "$description" | sed 1d | sed 's/^ */ /; s/^ *$/ ./')
{
  echo "Package: $name"
  echo "Version: $version"
  echo "Architecture: $arch"
  echo "Maintainer: $maintainer"
  echo "Section: $section"
  echo "Priority: $priority"
  echo "Installed-Size: $(du -sk "$tree" | cut -f1)"
  [ -z "$depends" ] || echo "Depends: $depends"
  [ -z "$recommends" ] || echo "Recommends: $recommends"
  [ -z "$url" ] || echo "Homepage: $url"
  [ -z "$vendor" ] || echo "Vendor: $vendor"
  echo "Description: ${summary:-$name}"
  [ -z "$long" ] || printf '%s\n' "$long"
} >"$tree/DEBIAN/control"
[ -z "$after_install" ] || install -m 755 "$after_install" "$tree/DEBIAN/postinst"
[ -z "$after_remove" ] || install -m 755 "$after_remove" "$tree/DEBIAN/postrm"
(cd "$tree" && find opt usr -type f -exec md5sum {} + 2>/dev/null >DEBIAN/md5sums) || true

case $compression in gz) kind=gzip ;; xz | none | zstd) kind=$compression ;; *) fail "compression $compression" ;; esac
# Written beside its place and moved: a build that is cut off leaves no half package under the right name.
dpkg-deb --root-owner-group -Z"$kind" --build "$tree" "$package.draft" >/dev/null
mv "$package.draft" "$package"
