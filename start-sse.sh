#!/bin/sh
# Starts the server in the foreground: ./start-sse.sh [--demo]. Builds first if need be; commands, which --help lists, never build.
# Flags of the JVM: domain-config/*.options and SDP_JAVA_OPTS. Exit codes: --help.
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

# Whether this is one of the commands that need no server.
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
        complain "unknown option $option, or one command too many. --help lists all of them."
        exit $exit_usage
        ;;
    esac
  done
}

has_artefacts() {
  for artefact in $artefacts; do
    [ ! -f "target/$artefact" ] || continue
    # not needed any more where it is unpacked
    [ "$artefact" = payara-micro.jar ] && [ -f $prepared/launch-micro.jar ] || return 1
  done
}

# Whether every artefact is there and one of them, or the end of the last build here, is newer than every source.
is_built() {
  has_artefacts || return
  # an installation without sources has nothing to build
  [ -d src/main ] || return 0
  for artefact in $artefacts .built; do
    [ ! -f "target/$artefact" ] || [ -n "$(find src/main pom.xml -newer "target/$artefact" | head -n 1)" ] || return 0
  done
  return 1
}

# Commands take the program as it was built: a newer source must not keep a backup waiting, or the doctor beside a server.
build() {
  if is_command "$@"; then
    has_artefacts && return
    complain "build first: ./mvnw -DskipTests package"
    exit $exit_build
  fi
  is_built && return
  complain "building, this takes a minute"
  # no colours, nor the end of one, in a file or a pipe
  if ! ./mvnw -q "-Dstyle.color=$([ -t 2 ] && echo auto || echo never)" -DskipTests package >&2; then
    complain "the build failed, see above."
    exit $exit_build
  fi
  touch target/.built
}

# What the recording depends on; it is made again when one of these changes.
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
  # an installation that is read-only, as an image is, was prepared when it was made
  [ -w target ] || return
  current=$(fingerprint)
  [ "$current" = "$(cat $prepared/fingerprint 2>/dev/null)" ] && is_recorded && return
  complain "preparing fast starts, once for each build: one to three minutes"
  "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp $launcher dev.sdpmcp.launcher.Launcher --prepare "$@" || exit $?
  # no recording, no fingerprint: the next start tries again
  [ ! -f $recorded ] || echo "$current" 2>/dev/null >$prepared/fingerprint
}

# Whether there is a recording that was made in this folder: with one of another folder the JVM would look for the server's files there.
is_recorded() {
  [ -f $recorded ] && [ "$(cat $prepared/recorded-in 2>/dev/null)" = "$(cd target && pwd -P)" ]
}

# The launcher reads .env; it is asked only if there is something to say, since that is one more JVM.
java_options() {
  if [ -z "${SDP_JAVA_OPTS:-}" ] && grep -q '^[^#]*SDP_JAVA_OPTS' "$settings" 2>/dev/null; then
    # what cannot be read is told by the start itself
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
# several options are meant to be several words, and a * in them no file (-Dhttp.nonProxyHosts=*.example.com)
set -f
more_options=$(java_options)
check_java_options "$more_options" sdp-mcp || exit $exit_configuration
# exec: signals reach the server itself, and its exit code is ours
# shellcheck disable=SC2046,SC2086
exec "$java" $(server_options "$more_options") $(is_recorded && echo "$use_recorded$recorded") $more_options \
  -cp $prepared/launch-micro.jar:$launcher dev.sdpmcp.launcher.Launcher "$@"
