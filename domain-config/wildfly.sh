#!/bin/sh
# Starts the server on WildFly in the foreground: JBOSS_HOME=/opt/wildfly-39.0.1.Final domain-config/wildfly.sh
# Configures WildFly first if needed; --prepare does only that. Settings: environment, then .env. See docs/servers.md.
set -u
cd "$(dirname "$0")/.." || exit 1

# shellcheck source=domain-config/installation.sh
. domain-config/installation.sh

prepared=target/wildfly

check() {
  case "$*" in
    "" | --prepare) ;;
    *)
      complain "unknown option $*. --help lists all of them."
      exit "$exit_usage"
      ;;
  esac
  if [ ! -f "${JBOSS_HOME:-}/jboss-modules.jar" ]; then
    complain "JBOSS_HOME is not the folder of a WildFly. Unpack one and set JBOSS_HOME to it (docs/servers.md says how)."
    exit "$exit_usage"
  fi
  JBOSS_HOME=$(cd "$JBOSS_HOME" && pwd)
  export JBOSS_HOME
  find_java jre sdp-mcp || exit "$exit_jdk"
  check_artefacts
}

# Fingerprint of the inputs of the configuration. WildFly may be upgraded in place, or a link may have a new target;
# jboss-modules.jar is the same in several versions.
fingerprint() {
  {
    pwd -P
    listing target/sdp-mcp.war target/sdp-mcp-launcher.jar domain-config/wildfly* domain-config/installation.sh
    cd "$JBOSS_HOME" && pwd -P && cksum <standalone/configuration/standalone-microprofile.xml
    listing jboss-modules.jar bin/product.conf standalone/configuration/standalone-microprofile.xml
    listing modules/system/layers/base/org/jboss/as/product/main
  } | cksum
}

prepare() {
  current=$(fingerprint)
  [ "$current" = "$(cat $prepared/fingerprint 2>/dev/null)" ] && return
  complain "configuring WildFly, once for each build"
  rm -rf $prepared
  formatter=$prepared/modules/dev/sdpmcp/log/main
  mkdir -p $prepared $formatter
  cp -R "$JBOSS_HOME/standalone/configuration" $prepared/
  cp $prepared/configuration/standalone-microprofile.xml $prepared/configuration/sdp-mcp.xml
  cp domain-config/wildfly-logging.properties $prepared/configuration/logging.properties
  cp target/sdp-mcp-launcher.jar $formatter/
  cp domain-config/wildfly-module.xml $formatter/module.xml
  log=$prepared/configuring.log
  if ! JAVA_OPTS="-Djboss.server.base.dir=$PWD/$prepared -Djava.awt.headless=true" JAVA=$java \
    "$JBOSS_HOME/bin/jboss-cli.sh" --file=domain-config/wildfly.cli >$log 2>&1; then
    cat $log >&2
    complain "WildFly could not be configured, see above."
    exit "$exit_build"
  fi
  echo "$current" >$prepared/fingerprint
}

# The module options of WildFly's start script.
module_options() {
  # shellcheck disable=SC2034 # used by common.sh
  GREP=grep JAVA=$java
  DIRNAME="$JBOSS_HOME/bin"
  set +u
  # shellcheck disable=SC1091 # part of WildFly
  . "$JBOSS_HOME/bin/common.sh"
  setDefaultModularJvmOptions
  echo "$DEFAULT_MODULAR_JVM_OPTIONS"
}

log_level() {
  case "$LOG_LEVEL" in
    [Ee][Rr]*) echo ERROR ;;
    [Ww]*) echo WARN ;;
    [Dd]*) echo DEBUG ;;
    [Tt]*) echo TRACE ;;
    *) echo INFO ;;
  esac
}

# A number, or 0: an invalid setting is refused before WildFly boots, with a message.
number() {
  case "$1" in
    *[!0-9]*) echo 0 ;;
    *) echo "$1" ;;
  esac
}

help_if_asked "usage: JBOSS_HOME=FOLDER domain-config/wildfly.sh [--prepare] [--help]

Starts the server on the WildFly in JBOSS_HOME, in the foreground; configures it first if needed.
  --prepare  configure only, for an image or a package
  --help     show this" "$@"
check "$@"
prepare
[ $# -eq 0 ] || exit 0
read_settings SDP_DATA_DIR SDP_JAVA_OPTS LOG_LEVEL SSE_KEEPALIVE_INTERVAL SSE_MAX_TOTAL_CONNECTIONS
make_own_folder wildfly
mkdir -p "$own/configuration"
cp "$prepared"/configuration/* "$own/configuration/" 2>/dev/null
modules=$(module_options)

# no globbing: options are split into words and may contain a * (-Dhttp.nonProxyHosts=*.example.com)
set -f
check_java_options "$SDP_JAVA_OPTS" sdp-mcp || exit "$exit_configuration"

# exec: the server receives the signals, and its exit code is that of the script
# shellcheck disable=SC2046,SC2086
exec "$java" $(server_options "$SDP_JAVA_OPTS") $modules $SDP_JAVA_OPTS \
  -javaagent:"$launcher" \
  -Dorg.jboss.boot.log.file="$own/boot.log" -Dlogging.configuration="file:$own/configuration/logging.properties" \
  -jar "$JBOSS_HOME/jboss-modules.jar" -mp "$PWD/$prepared/modules:$JBOSS_HOME/modules" org.jboss.as.standalone \
  -Djboss.home.dir="$JBOSS_HOME" -Djboss.server.base.dir="$own" \
  -Dsdp.log.level="$(log_level)" -Dsdp.write.timeout=$(($(number "$SSE_KEEPALIVE_INTERVAL") + 30000)) \
  -Dsdp.max.connections=$(($(number "$SSE_MAX_TOTAL_CONNECTIONS") + 4096)) \
  --read-only-server-config=sdp-mcp.xml --graceful-startup=false
