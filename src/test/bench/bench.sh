#!/bin/sh
# Measures what a call and a session cost; docs/performance.md says what the figures mean.
#
#   src/test/bench/bench.sh [-Dbench.NAME=VALUE ...]     names: BenchSettings.java
#
# Builds first. Needs Linux (/proc), a JDK 17 or newer and room for 6,000 open files.
set -eu
cd "$(dirname "$0")/../../.."

./mvnw -q -DskipTests package

most=$(ulimit -H -n)
ulimit -n "$most"
if [ "$most" != unlimited ] && [ "$most" -lt 6000 ]; then
  echo "bench: only $most files may be open; raise the hard limit (ulimit -n) to 6000 for the part with 5,000 sessions" >&2
fi

java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
exec "$java" -Xmx256m -XX:+UseSerialGC "$@" -cp target/test-classes dev.sdpmcp.bench.Benchmark
