# Shell functions that .ci/test and .ci/run share. POSIX sh; sourced, not run.

say() { printf '%s\n' "$*" >&2; }

# have COMMAND: also looks where Debian keeps servers, which a plain user's
# PATH leaves out.
PATH="$PATH:/usr/local/go/bin:/usr/local/sbin:/usr/sbin:/sbin"
export PATH
have() { command -v "$1" >/dev/null 2>&1; }

# as_root COMMAND…: runs it as root, or fails where that would need a password.
as_root() {
	if [ "$(id -u)" = 0 ]; then
		"$@"
	else
		sudo -n "$@"
	fi
}

may_install() {
	have apt-get || return 1
	[ "$(id -u)" = 0 ] && return 0
	have sudo && sudo -n true 2>/dev/null
}

# install_packages PACKAGE…: through apt, asking nothing and starting no
# service: the tests use their own servers, never the system's. Where it may
# not install, it prints the line to run and fails.
install_packages() {
	[ $# -gt 0 ] || return 0
	if ! may_install; then
		say "Missing: $*"
		say "Run this once, then try again:"
		say "    sudo apt-get update && sudo apt-get install -y --no-install-recommends $*"
		return 1
	fi
	say "Installing: $*"
	if [ ! -e "$guard" ]; then
		# invoke-rc.d asks this file; 101 means "leave the service alone".
		guarded=yes
		printf '#!/bin/sh\nexit 101\n' | as_root tee "$guard" >/dev/null
		as_root chmod 755 "$guard"
	fi
	status=0
	as_root env DEBIAN_FRONTEND=noninteractive sh -c '
		apt-get -q -o DPkg::Lock::Timeout=120 update &&
		apt-get -q -y -o DPkg::Lock::Timeout=120 -o Dpkg::Options::=--force-confold \
			install --no-install-recommends "$@"' sh "$@" </dev/null >&2 || status=$?
	remove_guard
	return "$status"
}

# remove_guard: also to be called when the script is interrupted.
guard=/usr/sbin/policy-rc.d
guarded=
remove_guard() {
	[ -z "$guarded" ] || as_root rm -f "$guard"
	guarded=
}

# need_go: the one thing that a newcomer brings.
need_go() {
	have go && return 0
	say "Go 1.26 or newer is needed, and nothing else: https://go.dev/doc/install"
	return 1
}

# How the suite compiles. The engine inside SQLite is translated C: watching its
# every load for races finds nothing of ours and costs half the time of the suite.
race_flags="-race -gcflags=github.com/ncruces/go-sqlite3-wasm/...=-race=false"

# roomy DIRECTORY MEGABYTES: is it ours to write, with that much free, and may
# programs run from it? (Some machines mount /dev/shm noexec.)
roomy() {
	[ -d "$1" ] && [ -w "$1" ] || return 1
	free=$(df -Pk "$1" 2>/dev/null | awk 'NR == 2 { print int($4 / 1024) }')
	[ "${free:-0}" -ge "$2" ] || return 1
	probe=$(mktemp "$1/probe.XXXXXX") || return 1
	printf '#!/bin/sh\nexit 0\n' >"$probe"
	chmod 700 "$probe"
	runs=0
	"$probe" 2>/dev/null || runs=1
	rm -f "$probe"
	return "$runs"
}

# scratch_base: the fastest place with room for databases and test binaries.
scratch_base() {
	for dir in /dev/shm "${TMPDIR:-/tmp}"; do
		if roomy "$dir" 3072; then
			printf '%s\n' "$dir"
			return 0
		fi
	done
	printf '%s\n' "${TMPDIR:-/tmp}"
}
