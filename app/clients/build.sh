#!/bin/sh
# Builds the clients into app/web, from a clean checkout or a used one:
#
#     sh app/clients/build.sh          # what `make web` does
#     sh app/clients/build.sh weapp    # the package for WeChat, in miniprogram/dist/build/mp-weixin
#     sh app/clients/build.sh sdk      # the SDK as a package, in the folder dist of the checkout
#
# WEB_OUT is where the browser clients go, app/web when it is not set. DOCUMENT is a
# file with the OpenAPI document; when it is not set the program prints it.
#
# It needs Go and Node.js 20.19 or newer. The result does not depend on the folder,
# the machine or the hour: .ci/run builds again and compares every byte.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
root=$(CDPATH='' cd -- "$here/../.." && pwd)
cd "$here"

# Install scripts stay off (.npmrc); nothing here needs one.
[ -d node_modules ] || npm ci --loglevel=error

if [ -n "${DOCUMENT:-}" ]; then
	node sdk/tools/generate.mjs "$DOCUMENT"
else
	printed=$(mktemp)
	trap 'rm -f "$printed"' EXIT
	(cd "$root" && go run ./app openapi) >"$printed"
	node sdk/tools/generate.mjs "$printed"
fi

# between WHAT SIZE LEAST MOST: a build whose dependencies are missing succeeds with
# nothing in it; hence a smallest size. The largest keep the first screen short on a
# slow network (docs/clients.md).
between() {
	printf '%-36s %7d bytes\n' "$1" "$2"
	if [ "$2" -lt "$3" ] || [ "$2" -gt "$4" ]; then
		echo "$1 has $2 bytes; it should have $3 to $4" >&2
		exit 1
	fi
}

# As it lies there, and as it travels: each file packed by itself, as the program packs it for a browser.
whole() {
	find "$1" -type f -exec cat {} + | wc -c
}
packed() {
	node -e '
		const { brotliCompressSync, constants } = require("node:zlib")
		const { readFileSync } = require("node:fs")
		const pack = (file) => brotliCompressSync(readFileSync(file), { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })
		console.log(process.argv.slice(1).reduce((sum, file) => sum + pack(file).length, 0))
	' "$@"
}

weapp() {
	rm -rf miniprogram/dist/build/mp-weixin
	(cd miniprogram && UNI_INPUT_DIR="$PWD/src" npx --no-install uni build -p mp-weixin)
	p=miniprogram/dist/build/mp-weixin
	# What somebody downloads to see the first screen; the other folders come when they are opened.
	rest=0
	for folder in $(node -e 'for (const one of require("./'$p'/app.json").subPackages) console.log(one.root)'); do
		rest=$((rest + $(whole "$p/$folder")))
	done
	between "package for WeChat, first part" $(($(whole $p) - rest)) 60000 300000
	between "package for WeChat, with all parts" "$(whole $p)" 60000 500000
}

browser() {
	rm -rf miniprogram/dist/build/h5 desk/dist
	(cd miniprogram && UNI_INPUT_DIR="$PWD/src" npx --no-install uni build)
	(cd desk && npx --no-install vite build)
	m=miniprogram/dist/build/h5
	between "/m, first list, packed" "$(packed $m/index.html $m/assets/index.* $m/assets/uni.css)" 50000 100000
	between "/m, packed" "$(packed $m/index.html $m/assets/*)" 80000 120000
	d=desk/dist
	between "/desk, first screen, packed" "$(packed $d/index.html $d/assets/index.* $d/assets/base.js $d/assets/Home.js)" 20000 60000
	between "/desk, packed" "$(packed $d/index.html $d/assets/*)" 60000 160000
	out=${WEB_OUT:-$root/app/web}
	mkdir -p "$out"
	rm -rf "$out/m" "$out/desk"
	cp -R miniprogram/dist/build/h5 "$out/m"
	cp -R desk/dist "$out/desk"
	[ -n "${WEB_OUT:-}" ] || (cd "$root" && go test ./app/web -run TestBuildsBelongToTheirSources -update)
}

sdk() {
	mkdir -p "$root/dist"
	npm pack --workspace sdk --pack-destination "$root/dist" --loglevel=error
}

case "${1:-browser}" in
weapp) weapp ;;
browser) browser ;;
sdk) sdk ;;
*)
	echo "usage: build.sh [browser|weapp|sdk]" >&2
	exit 2
	;;
esac
