# shellcheck shell=sh
# What wildfly.sh and payara-server.sh have in common. Sourced by them, in the folder of start-sse.sh; not run.

# shellcheck source=domain-config/find-java.sh
. domain-config/find-java.sh

# shellcheck disable=SC2034 # for those who source this
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
      complain "$artefact is missing. Build it with: ./mvnw -DskipTests package"
      exit "$exit_build"
    fi
  done
}

# Names, sizes and times of files, or of what is in a folder; the same at every time of the year, in every place and language.
listing() {
  TZ=UTC LC_ALL=C ls -ln --full-time "$@" 2>/dev/null || LC_ALL=C ls -ln "$@" 2>/dev/null
}

# Sets variables of these names to what the server will take: the environment, then .env, then the default.
read_settings() {
  settings=$("$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$launcher" dev.sdpmcp.launcher.ShellSettings "$@") || exit $?
  eval "$settings"
}

# Makes a folder in the data folder for what a server of this kind unpacks and keeps while it runs; sets $own to it.
make_own_folder() {
  umask 077
  if ! mkdir -p "$SDP_DATA_DIR/$1" || ! own=$(cd "$SDP_DATA_DIR/$1" && pwd); then
    complain "the data folder $SDP_DATA_DIR cannot be written. Set SDP_DATA_DIR to a folder that this user owns."
    exit "$exit_data_folder"
  fi
}
