#!/bin/sh
# Starts the server on WildFly in the foreground: JBOSS_HOME=/opt/wildfly-38.0.1.Final domain-config/wildfly.sh
# Configures it first if need be: --prepare does that and no more. Settings: the environment, then .env. docs/servers.md
set -u
cd "$(dirname "$0")/.." || exit 1

exit_usage=2
exit_jdk=4
exit_build=10
prepared=target/wildfly
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

complain() {
  echo "sdp-mcp: $*" >&2
}

check() {
  case "$*" in
    "" | --prepare) ;;
    *)
      complain "unknown option $*. Only --prepare is known."
      exit $exit_usage
      ;;
  esac
  if [ ! -f "${JBOSS_HOME:-}/jboss-modules.jar" ]; then
    complain "JBOSS_HOME is not the folder of a WildFly. Unpack one and set JBOSS_HOME to it (docs/servers.md says how)."
    exit $exit_usage
  fi
  JBOSS_HOME=$(cd "$JBOSS_HOME" && pwd)
  export JBOSS_HOME
  if ! "$java" -version >/dev/null 2>&1; then
    complain "no Java found as $java. Install a JDK 17 or newer and set JAVA_HOME to it (Debian: apt-get install openjdk-17-jdk)."
    exit $exit_jdk
  fi
  for artefact in sdp-mcp.war sdp-mcp-launcher.jar; do
    if [ ! -f target/$artefact ]; then
      complain "target/$artefact is missing. Build it with: ./mvnw -DskipTests package"
      exit $exit_build
    fi
  done
}

# A variable of the environment, or else of .env.
value() {
  eval "text=\${$1:-}"
  if [ -z "$text" ] && [ -f .env ]; then
    text=$(sed -n "s/^$1=[\"']\{0,1\}\([^\"'#]*\)[\"']\{0,1\}.*\$/\1/p" .env | tail -n 1)
  fi
  echo "$text"
}

# What the configuration depends on; it is made anew when one of these changes.
fingerprint() {
  { echo "$JBOSS_HOME"; ls -ln target/sdp-mcp.war target/sdp-mcp-launcher.jar domain-config/wildfly.*; } | cksum
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
    exit $exit_build
  fi
  echo "$current" >$prepared/fingerprint
}

# The options that WildFly's own start script would give.
module_options() {
  # shellcheck disable=SC2034 # common.sh asks for these
  GREP=grep JAVA=$java
  DIRNAME="$JBOSS_HOME/bin"
  set +u
  # shellcheck disable=SC1091 # it belongs to WildFly
  . "$JBOSS_HOME/bin/common.sh"
  setDefaultModularJvmOptions
  echo "$DEFAULT_MODULAR_JVM_OPTIONS"
}

log_level() {
  case "$(value LOG_LEVEL)" in
    [Ee][Rr]*) echo ERROR ;;
    [Ww]*) echo WARN ;;
    [Dd]*) echo DEBUG ;;
    [Tt]*) echo TRACE ;;
    *) echo INFO ;;
  esac
}

check "$@"
prepare
[ $# -eq 0 ] || exit 0

# a folder of its own for this server: what WildFly unpacks and keeps while it runs
data=$(value SDP_DATA_DIR)
base=$(mkdir -p "${data:-data}" && cd "${data:-data}" && pwd)/wildfly
umask 077
mkdir -p "$base/configuration"
cp $prepared/configuration/* "$base/configuration/" 2>/dev/null
keep_alive=$(value SSE_KEEPALIVE_INTERVAL)

# exec: signals reach the server itself, and its exit code is ours
# shellcheck disable=SC2046 # several options are meant to be several words
exec "$java" @domain-config/jvm.options $(module_options) $(value SDP_JAVA_OPTS) \
  -javaagent:target/sdp-mcp-launcher.jar \
  -Dorg.jboss.boot.log.file="$base/boot.log" -Dlogging.configuration="file:$base/configuration/logging.properties" \
  -jar "$JBOSS_HOME/jboss-modules.jar" -mp "$PWD/$prepared/modules:$JBOSS_HOME/modules" org.jboss.as.standalone \
  -Djboss.home.dir="$JBOSS_HOME" -Djboss.server.base.dir="$base" \
  -Dsdp.log.level="$(log_level)" -Dsdp.write.timeout=$((${keep_alive:-30000} + 30000)) \
  --read-only-server-config=sdp-mcp.xml --graceful-startup=false
