#!/bin/sh
# Builds, and measures what a call and a session cost; docs/performance.md says what the figures mean.
#
#   src/bench/bench.sh [-Dbench.NAME=VALUE ...]     names: BenchSettings.java
#
# Needs Linux (/proc), a JDK 21 or newer and room for 12,000 open files (ulimit -Hn).
set -eu
cd "$(dirname "$0")/../.."
exec ./mvnw -q -Pbench verify "$@"
