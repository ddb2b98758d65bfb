#!/bin/sh
# Runs the sdp-mcp.jar of a release with the Java that is found: run-jar.sh [COMMAND]. The jar lies beside this file, or above its folder.
# Exit codes: --help.
set -u
here=$(dirname "$0")
jar=$here/sdp-mcp.jar
[ -f "$jar" ] || jar=$here/../sdp-mcp.jar

# shellcheck source=domain-config/find-java.sh
. "$here/find-java.sh"

find_java jre sdp-mcp || exit $exit_jdk
# exec: signals reach the program itself; little memory, since it starts the server as a second program and waits
exec "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx64m -jar "$jar" "$@"
