#!/bin/sh
# Measures the cost of a start: CPU seconds (user + system, with children) and wall seconds from exec until the application responds,
# for start-sse.sh and `java -jar payara-micro.jar --deploy` of the same WAR, alternately.
#   src/bench/startup.sh [ROUNDS]     JAVA_HOME selects the JDK; builds and prepares first, like start-sse.sh
set -eu
cd "$(dirname "$0")/../.."
rounds=${1:-3}
port=${STARTUP_PORT:-3999}
work=$(mktemp -d)
ticks=$(getconf CLK_TCK)
. domain-config/find-java.sh
find_java jdk startup.sh || exit
pid=
trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null || true; rm -rf "$work"' EXIT

export SDP_HTTP_PORT="$port" SDP_DATA_DIR="$work/data"
export SDP_API_KEYS=bench-key-bench-key-bench-key-bench-key
export SDP_CLIENT_ID=bench SDP_CLIENT_SECRET=bench SDP_REFRESH_TOKEN=bench SDP_INSTANCE_NAME=bench

# CPU ticks of a process: its own and those of its children that have ended
cpu_ticks() {
  sed 's/.*) //' "/proc/$1/stat" | awk '{ print $12 + $13 + $14 + $15 }'
}

now() {
  date +%s%N
}

# await URL-OR-FILE: until the application answers (plain), or says ready (ours)
await() {
  limit=$(($(now) + 180000000000))
  until "$@"; do
    kill -0 "$pid" 2>/dev/null || { echo "it ended unexpectedly:" >&2; tail -n 20 "$work/log" >&2; exit 1; }
    [ "$(now)" -lt "$limit" ] || { echo "not ready after 180 s" >&2; exit 1; }
    sleep 0.1
  done
}

answers() {
  [ "$(curl -s -o /dev/null -m 5 -w '%{http_code}' "http://127.0.0.1:$port/health/ready")" = 200 ]
}

says_ready() {
  grep -q '^ready: ' "$work/log"
}

# measure NAME CONDITION COMMAND...
measure() {
  name=$1 condition=$2
  shift 2
  began=$(now)
  "$@" >"$work/log" 2>&1 &
  pid=$!
  await "$condition"
  wall=$((($(now) - began) / 1000000))
  cpu=$(($(cpu_ticks "$pid") * 1000 / ticks))
  echo "$name cpu_ms $cpu wall_ms $wall" | tee -a "$work/results"
  kill "$pid"
  wait "$pid" || true
  pid=
}

# without these commands the health check of Payara would respond instead of ours
cp domain-config/post-boot.asadmin "$work/post-boot"

JAVA_HOME="${JAVA_HOME:-}" ./start-sse.sh >"$work/log" 2>&1 &
pid=$!
await says_ready
kill "$pid"
wait "$pid" || true
"$java" -version 2>&1 | head -n 1
for round in $(seq "$rounds"); do
  measure plain answers "$java" -jar target/payara-micro.jar --port "$port" \
    --postbootcommandfile "$work/post-boot" --deploy target/sdp-mcp.war
  measure ours says_ready ./start-sse.sh
done

awk '{ cpu[$1] += $3; wall[$1] += $5; n[$1]++ }
  END {
    printf "plain: %.1f s of CPU, %.1f s wall (mean of %d)\n", cpu["plain"] / n["plain"] / 1000, wall["plain"] / n["plain"] / 1000, n["plain"]
    printf "ours:  %.1f s of CPU, %.1f s wall\n", cpu["ours"] / n["ours"] / 1000, wall["ours"] / n["ours"] / 1000
    printf "ratio of CPU: %.0f %%\n", 100 * cpu["ours"] / cpu["plain"]
  }' "$work/results"
