#!/bin/sh
# Runs sdp-mcp.jar with a suitable Java: run-jar.sh [COMMAND]. The jar is in this folder or the one above. Exit codes: see --help.
set -u
here=$(dirname "$0")
jar=$here/sdp-mcp.jar
[ -f "$jar" ] || jar=$here/../sdp-mcp.jar

# shellcheck source=domain-config/find-java.sh
. "$here/find-java.sh"

find_java jre sdp-mcp || exit $exit_jdk
# exec: the program receives the signals; little memory, since the server is a second process
exec "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx64m -jar "$jar" "$@"
