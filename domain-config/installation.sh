# shellcheck shell=sh
# Functions for wildfly.sh and payara-server.sh, which source this file in the folder that contains domain-config.

# shellcheck source=domain-config/find-java.sh
. domain-config/find-java.sh

# shellcheck disable=SC2034 # used by the scripts that source this
exit_usage=2
exit_data_folder=7
exit_build=10
launcher=target/sdp-mcp-launcher.jar

complain() {
  echo "sdp-mcp: $*" >&2
}

check_artefacts() {
  for artefact in target/sdp-mcp.war "$launcher"; do
    if [ ! -f "$artefact" ]; then
      complain "$artefact is missing. Build it with: ./mvnw -DskipTests package; or unpack the whole release."
      exit "$exit_build"
    fi
  done
}

# Prints this text and exits if --help is among the options; the exit codes are the same in all start scripts.
help_if_asked() { # the text, then the options
  text=$1
  shift
  case " $* " in
    *" --help "* | *" -h "*)
      cat <<HELP
$text

Settings come from the environment, then from .env in $PWD (template: .env.sse.example).
Prints "ready: http://HOST:PORT/sse" when clients may connect; stops gracefully on SIGTERM and SIGINT.
exit codes: 0 stopped or done, 2 unknown option or no such server, 4 no Java 21 or newer, 5 wrong or missing variable,
  6 port taken, 7 data folder unusable, 10 nothing built or the server cannot be prepared, 12 database unusable.
More: docs/servers.md
HELP
      exit 0
      ;;
  esac
}

# Names, sizes and times of files, or of the files in a folder, independent of time zone and locale.
listing() {
  TZ=UTC LC_ALL=C ls -ln --full-time "$@" 2>/dev/null || LC_ALL=C ls -ln "$@" 2>/dev/null
}

# Sets variables to the settings of the server: environment, then .env, then default.
read_settings() {
  settings=$("$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$launcher" dev.sdpmcp.launcher.ShellSettings "$@") || exit $?
  eval "$settings"
}

# Creates a folder in the data folder for the runtime files of this kind of server; sets $own to its path.
make_own_folder() {
  umask 077
  if ! mkdir -p "$SDP_DATA_DIR/$1" || ! own=$(cd "$SDP_DATA_DIR/$1" && pwd); then
    complain "the data folder $SDP_DATA_DIR cannot be written. Set SDP_DATA_DIR to a folder that this user owns."
    exit "$exit_data_folder"
  fi
}
