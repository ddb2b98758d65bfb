#!/usr/bin/env bash
# Repeats a day of an operator with what ./mvnw package built: the first start, the doctor, an outage, a full disk, keys,
# backup and restore, signals, logs, commands. Each line of the result names the fault of the operations review (F1 to F29) that
# must not come back. What this machine does not allow is said as NOT TRIED, with the reason.
#
# usage: src/test/day/operators-day.sh [PART ...]     all parts without a name; --list names them
# Needs a JDK 21 or newer, curl, and sed; root for the part "disk". Uses loopback only, and ends what it started.
set -u
project=$(cd "$(dirname "$0")/../../.." && pwd)
all='commands start doctor proxy outage causes keys procedures signals logs disk postgres'
work=$(mktemp -d)
home=$work/installed
passed=0
failed=0
untried=0
server=
settings=none
desk=
stream=
mounted=

finish() {
  for pid in $stream $server $desk; do
    kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null
  done
  [ -z "$mounted" ] || umount "$mounted"
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

# shellcheck source=installation.sh
. "$project/src/test/day/installation.sh"
for part in $all; do
  # shellcheck source=/dev/null
  . "$project/src/test/day/parts/$part.sh"
done

case "${1:-}" in
  --list)
    echo "$all"
    exit
    ;;
  --help | -h)
    sed -n '2,/^set -u/{/^set -u/!s/^# \{0,1\}//p}' "$0"
    exit
    ;;
esac
for part in "$@"; do
  case " $all " in
    *" $part "*) ;;
    *)
      echo "there is no part $part; the parts are: $all" >&2
      exit 2
      ;;
  esac
done

key=$(head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n')
admin_key=$(head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n')
port=$(free_port)
desk_port=$(free_port)
install_program
start_desk || {
  echo "the simulator did not start"
  cat "$work/desk.txt"
  exit 1
}
write_settings
for part in ${*:-$all}; do
  echo "--- $part"
  "part_$part"
done
[ -z "$server" ] || expect "the server stops with 0" stop_server

echo "$passed passed, $failed failed, $untried not tried"
[ $failed -eq 0 ]
