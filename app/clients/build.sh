#!/bin/sh
# Builds the clients into app/web, from a clean checkout or a used one:
#
#     sh app/clients/build.sh          # what `make web` does
#     sh app/clients/build.sh weapp    # the package for WeChat, in miniprogram/dist/build/mp-weixin
#
# It needs Go and Node.js 20.19 or newer. The result does not depend on the folder,
# the machine or the hour: .ci/run builds again and compares every byte.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
root=$(CDPATH='' cd -- "$here/../.." && pwd)
cd "$here"

# Install scripts stay off (.npmrc); nothing here needs one.
[ -d node_modules ] || npm ci --loglevel=error

mkdir -p "${TMPDIR:-/tmp}"
document=$(mktemp)
trap 'rm -f "$document"' EXIT
(cd "$root" && go run ./app openapi) >"$document"
node sdk/tools/generate.mjs "$document"

# A build whose dependencies are missing succeeds with nothing in it; hence a
# smallest size. The largest keeps the first screen short on a slow network.
between() {
	size=$(find "$1" -type f -exec cat {} + | wc -c)
	printf '%-28s %7d bytes\n' "$1" "$size"
	if [ "$size" -lt "$2" ] || [ "$size" -gt "$3" ]; then
		echo "$1 has $size bytes; it should have $2 to $3" >&2
		exit 1
	fi
}

weapp() {
	rm -rf miniprogram/dist/build/mp-weixin
	(cd miniprogram && UNI_INPUT_DIR="$PWD/src" npx --no-install uni build -p mp-weixin)
	between miniprogram/dist/build/mp-weixin 60000 1000000
}

browser() {
	rm -rf miniprogram/dist/build/h5 desk/dist
	(cd miniprogram && UNI_INPUT_DIR="$PWD/src" npx --no-install uni build)
	(cd desk && npx --no-install vite build)
	between miniprogram/dist/build/h5 150000 1000000
	between desk/dist 60000 1000000
	rm -rf "$root/app/web/m" "$root/app/web/desk"
	cp -R miniprogram/dist/build/h5 "$root/app/web/m"
	cp -R desk/dist "$root/app/web/desk"
	(cd "$root" && go test ./app/web -run TestBuildsBelongToTheirSources -update)
}

case "${1:-browser}" in
weapp) weapp ;;
browser) browser ;;
*)
	echo "usage: build.sh [browser|weapp]" >&2
	exit 2
	;;
esac
