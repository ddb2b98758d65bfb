#!/bin/sh
# Runs the sdp-mcp.jar of a release that lies beside this file, with the Java that is found: run-jar.sh [COMMAND]. Exit codes: --help.
set -u
here=$(dirname "$0")

# shellcheck source=domain-config/find-java.sh
. "$here/find-java.sh"

find_java jre sdp-mcp || exit $exit_jdk
# exec: signals reach the program itself; little memory, since it starts the server as a second program and waits
exec "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx64m -jar "$here/sdp-mcp.jar" "$@"
