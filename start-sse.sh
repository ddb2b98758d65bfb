#!/bin/sh
# Starts the server in the foreground: ./start-sse.sh [--demo]. Builds first if needed; commands (see --help) never build.
# JVM options: domain-config/*.options and SDP_JAVA_OPTS. Exit codes: see --help.
set -u
cd "$(dirname "$0")" || exit 1

# shellcheck source=domain-config/find-java.sh
. domain-config/find-java.sh

exit_usage=2
exit_build=10
artefacts='sdp-mcp.war sdp-mcp-launcher.jar sdp-simulator.jar payara-micro.jar'
prepared=target/payara
launcher=target/sdp-mcp-launcher.jar
settings=.env
help=src/main/resources/dev/sdpmcp/launcher/setting/help.txt

complain() {
  echo "sdp-mcp: $*" >&2
}

# Whether the arguments have a command, which needs no server.
is_command() {
  case " $* " in
    *" --authorize "* | *" --reencrypt "* | *" --verify-audit "* | *" --backup "* | *" --restore "*) return 0 ;;
    *" --doctor "* | *" --check "* | *" --version "*) return 0 ;;
  esac
  return 1
}

show_help() {
  if [ -f $help ]; then
    sed 's|PROGRAM|./start-sse.sh|; s|FOLDER|the folder of this script|' $help
  else
    find_java jre sdp-mcp || exit $exit_jdk
    exec "$java" -cp $launcher dev.sdpmcp.launcher.Launcher --help
  fi
}

check_options() {
  is_command "$@" && return
  after=''
  for option in "$@"; do
    case "$after:$option" in
      :--demo | :--help | :-h) ;;
      :--env) after='env' ;;
      env:*) after='' settings=$option ;;
      *)
        complain "unknown option $option, or more than one command. --help lists all of them."
        exit $exit_usage
        ;;
    esac
  done
}

has_artefacts() {
  for artefact in $artefacts; do
    [ ! -f "target/$artefact" ] || continue
    # not needed after it is unpacked
    [ "$artefact" = payara-micro.jar ] && [ -f $prepared/launch-micro.jar ] || return 1
  done
}

# Whether all artefacts exist and one of them, or the last build, is newer than all sources.
is_built() {
  has_artefacts || return
  # an installation without sources has nothing to build
  [ -d src/main ] || return 0
  for artefact in $artefacts .built; do
    [ ! -f "target/$artefact" ] || [ -n "$(find src/main pom.xml -newer "target/$artefact" | head -n 1)" ] || return 0
  done
  return 1
}

# Commands use the existing build: a backup or the doctor must not wait for a build.
build() {
  if is_command "$@"; then
    has_artefacts && return
    complain "build first: ./mvnw -DskipTests package"
    exit $exit_build
  fi
  is_built && return
  complain "building, this takes a minute"
  # no escape sequences in a file or a pipe
  if ! ./mvnw -q "-Dstyle.color=$([ -t 2 ] && echo auto || echo never)" -DskipTests package >&2; then
    complain "the build failed, see above."
    exit $exit_build
  fi
  touch target/.built
}

# Fingerprint of the inputs of the recording, which is made again when they change.
fingerprint() {
  {
    echo "$java_says"
    ls -ln --full-time target/payara-micro.jar target/sdp-mcp.war $launcher domain-config/* 2>/dev/null ||
      ls -ln target/payara-micro.jar target/sdp-mcp.war $launcher domain-config/*
  } | cksum
}

prepare() {
  if [ "$feature" -ge 25 ]; then
    recorded=$prepared/server.aot use_recorded=-XX:AOTCache=
  else
    recorded=$prepared/classes.jsa use_recorded=-XX:SharedArchiveFile=
  fi
  # a read-only installation, such as an image, was prepared when it was built
  [ -w target ] || return
  current=$(fingerprint)
  [ "$current" = "$(cat $prepared/fingerprint 2>/dev/null)" ] && is_recorded && return
  complain "preparing fast starts, once for each build: one to three minutes"
  "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp $launcher dev.sdpmcp.launcher.Launcher --prepare "$@" || exit $?
  # without a recording the next start tries again
  [ ! -f $recorded ] || echo "$current" 2>/dev/null >$prepared/fingerprint
}

# Whether there is a recording that was made in this folder; with another one the server would read files of the other folder.
is_recorded() {
  [ -f $recorded ] && [ "$(cat $prepared/recorded-in 2>/dev/null)" = "$(cd target && pwd -P)" ]
}

# SDP_JAVA_OPTS of the environment or the settings file. Starts a JVM only if the file contains the variable.
java_options() {
  if [ -z "${SDP_JAVA_OPTS:-}" ] && grep -q '^[^#]*SDP_JAVA_OPTS' "$settings" 2>/dev/null; then
    # errors are reported by the start itself
    eval "$("$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Ddev.sdpmcp.dotenv="$settings" \
      -cp $launcher dev.sdpmcp.launcher.ShellSettings SDP_JAVA_OPTS 2>/dev/null)"
  fi
  printf '%s\n' "${SDP_JAVA_OPTS:-}"
}

check_options "$@"
case " $* " in
  *" --help "* | *" -h "*)
    show_help
    exit
    ;;
esac
find_java jre sdp-mcp || exit $exit_jdk
build "$@"
if is_command "$@"; then
  exec "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Dsun.net.http.retryPost=false \
    -Djava.util.logging.config.file=domain-config/logging.properties -cp $launcher dev.sdpmcp.launcher.Launcher "$@"
fi
prepare "$@"
# no globbing: options are split into words and may contain a * (-Dhttp.nonProxyHosts=*.example.com)
set -f
more_options=$(java_options)
check_java_options "$more_options" sdp-mcp || exit $exit_configuration
# exec: the server receives the signals, and its exit code is that of the script
# shellcheck disable=SC2046,SC2086
exec "$java" $(server_options "$more_options") $(is_recorded && echo "$use_recorded$recorded") $more_options \
  -cp $prepared/launch-micro.jar:$launcher dev.sdpmcp.launcher.Launcher "$@"
