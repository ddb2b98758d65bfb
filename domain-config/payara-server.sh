#!/bin/sh
# Starts the server on Payara Server in the foreground: PAYARA_HOME=/opt/payara6 domain-config/payara-server.sh
# Makes a domain of its own at each start, from domain-config. Settings: the environment, then .env. docs/servers.md
set -u
cd "$(dirname "$0")/.." || exit 1

exit_usage=2
exit_jdk=4
exit_build=10
prepared=target/payara-server
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

complain() {
  echo "sdp-mcp: $*" >&2
}

check() {
  if [ $# -gt 0 ]; then
    complain "unknown option $*. There are none."
    exit $exit_usage
  fi
  if [ ! -f "${PAYARA_HOME:-}/glassfish/modules/glassfish.jar" ]; then
    complain "PAYARA_HOME is not the folder of a Payara Server. Unpack one and set PAYARA_HOME to it (docs/servers.md says how)."
    exit $exit_usage
  fi
  PAYARA_HOME=$(cd "$PAYARA_HOME" && pwd)
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

# A variable of the environment, or else of .env, or else what is given.
value() {
  eval "text=\${$1:-}"
  if [ -z "$text" ] && [ -f .env ]; then
    text=$(sed -n "s/^$1=[\"']\{0,1\}\([^\"'#]*\)[\"']\{0,1\}.*\$/\1/p" .env | tail -n 1)
  fi
  echo "${text:-${2:-}}"
}

# Payara's own start command says with which options it would start the JVM: one a line, the domain's folder in them.
prepare() {
  wanted="$PAYARA_HOME $("$java" -version 2>&1)"
  [ "$wanted" = "$(cat $prepared/fingerprint 2>/dev/null)" ] && return
  complain "preparing Payara Server, once for each installation"
  rm -rf $prepared
  mkdir -p $prepared
  cp -R "$PAYARA_HOME/glassfish/domains/domain1" $prepared/sdp-mcp
  if ! "$PAYARA_HOME/glassfish/bin/asadmin" start-domain --dry-run --verbose --domaindir "$PWD/$prepared" sdp-mcp >$prepared/dry-run.log 2>&1; then
    cat $prepared/dry-run.log >&2
    complain "Payara Server does not say how it is started, see above."
    exit $exit_build
  fi
  # said twice: take the first, without its heading, Java itself, and the shell that listens on a port of its own
  awk '/^Dump of JVM/ { dumps++; getline; next } /^$/ { exit } dumps == 1' $prepared/dry-run.log |
    sed 's/,org.apache.felix.shell.remote//' >$prepared/command
  without_extras $prepared/sdp-mcp/config/domain.xml
  # nobody's password: as it is shipped, the domain lets everybody on this machine administer it with none
  echo "admin;{SSHA256}$(head -c 40 /dev/urandom | base64 | tr -d '\n');asadmin" >$prepared/sdp-mcp/config/admin-keyfile
  echo "$wanted" >$prepared/fingerprint
}

# What Payara adds at its first start unless it is there already, and no boot command reaches before: a message broker that
# listens on all addresses, and a daily report to Payara. The first configuration is the server's own.
without_extras() {
  awk '{ print } /<\/iiop-service>/ && !done++ {
    print "<jms-service type=\"DISABLED\" default-jms-host=\"default_JMS_host\">"
    print "<jms-host name=\"default_JMS_host\" host=\"localhost\" port=\"7676\" lazy-init=\"true\" />"
    print "</jms-service>"
    print "<phone-home-runtime-configuration enabled=\"false\" />"
  }' "$1" >"$1.less" && mv "$1.less" "$1"
}

# A new domain for this process; those of processes that are gone are taken away.
make_domain() {
  data=$(value SDP_DATA_DIR ./data)
  umask 077
  mkdir -p "$data/payara-server"
  domains=$(cd "$data/payara-server" && pwd)
  for old in "$domains"/*; do
    kill -0 "$(basename "$old")" 2>/dev/null || rm -rf "$old"
  done
  domain=$domains/$$
  mkdir "$domain"
  cp -R $prepared/sdp-mcp/. "$domain"
  cp domain-config/logging.properties "$domain/config/"
  {
    echo "java.util.logging.ConsoleHandler.formatter=dev.sdpmcp.launcher.log.ChosenLines"
    echo "dev.sdpmcp.level=$(log_level)"
  } >>"$domain/config/logging.properties"
  boot_commands domain-config/pre-boot.asadmin domain-config/payara-server.asadmin >"$domain/pre-boot.asadmin"
  boot_commands domain-config/post-boot.asadmin >"$domain/post-boot.asadmin"
  echo "deploy --name=sdp-mcp --contextroot=/ $PWD/target/sdp-mcp.war" >>"$domain/post-boot.asadmin"
}

# The listener has another name than in Payara Micro.
boot_commands() {
  cat "$@" | sed -e 's/\.http-listener\./.http-listener-1./' \
    -e "s/\${ENV=SDP_HTTP_HOST}/$(value SDP_HTTP_HOST 127.0.0.1)/" -e "s/\${ENV=SDP_HTTP_PORT}/$(value SDP_HTTP_PORT 3000)/"
}

log_level() {
  case "$(value LOG_LEVEL)" in
    [Ee][Rr]*) echo SEVERE ;;
    [Ww]*) echo WARNING ;;
    [Dd]*) echo FINE ;;
    [Tt]*) echo FINER ;;
    *) echo INFO ;;
  esac
}

check "$@"
prepare
make_domain

# exec: signals reach the server itself, and its exit code is ours; the input is the master password of the key store
main=$(grep -n '^com\.sun\.enterprise\.glassfish\.bootstrap\.ASMain$' $prepared/command | cut -d : -f 1)
options=$(head -n $((main - 1)) $prepared/command | sed "s|$PWD/$prepared/sdp-mcp|$domain|g")
arguments=$(tail -n +"$main" $prepared/command | sed -e "s|$PWD/$prepared/sdp-mcp|$domain|g")
# shellcheck disable=SC2046,SC2086 # several options are meant to be several words
exec "$java" $options @domain-config/jvm.options $(value SDP_JAVA_OPTS) -javaagent:target/sdp-mcp-launcher.jar \
  $arguments -prebootcommandfile "$domain/pre-boot.asadmin" -postbootcommandfile "$domain/post-boot.asadmin" <<PASSWORD
AS_ADMIN_MASTERPASSWORD=changeit
PASSWORD
