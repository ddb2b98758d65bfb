#!/bin/sh
# Builds, and measures the cost of calls and sessions; docs/performance.md explains the figures.
#
#   src/bench/bench.sh [-Dbench.NAME=VALUE ...]     names: BenchSettings.java
#
# Needs Linux (/proc), a JDK 21 or newer and room for 12,000 open files (ulimit -Hn).
set -eu
cd "$(dirname "$0")/../.."
exec ./mvnw -q -Pbench verify "$@"
