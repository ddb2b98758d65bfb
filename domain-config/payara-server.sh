#!/bin/sh
# Starts the server on Payara Server in the foreground: PAYARA_HOME=/opt/payara7 domain-config/payara-server.sh
# Makes a domain of its own at each start, from domain-config. Settings: the environment, then .env. docs/servers.md
set -u
cd "$(dirname "$0")/.." || exit 1

# shellcheck source=domain-config/installation.sh
. domain-config/installation.sh

prepared=target/payara-server

check() {
  if [ $# -gt 0 ]; then
    complain "unknown option $*. --help lists all of them."
    exit "$exit_usage"
  fi
  if [ ! -f "${PAYARA_HOME:-}/glassfish/modules/glassfish.jar" ]; then
    complain "PAYARA_HOME is not the folder of a Payara Server. Unpack one and set PAYARA_HOME to it (docs/servers.md says how)."
    exit "$exit_usage"
  fi
  PAYARA_HOME=$(cd "$PAYARA_HOME" && pwd)
  find_java jre sdp-mcp || exit "$exit_jdk"
  # Payara's own commands ask for no JAVA_HOME
  if [ -z "${AS_JAVA:-}" ] && [ -n "${JAVA_HOME:-}" ]; then
    export AS_JAVA="$JAVA_HOME"
  fi
  check_artefacts
}

# What the prepared domain and its start command depend on. Payara may be upgraded where it is, or a link may lead to another
# one, or this folder may have moved.
fingerprint() {
  {
    pwd -P
    echo "$java ${AS_JAVA:-}"
    "$java" -version 2>&1
    cat domain-config/payara-server.sh domain-config/installation.sh
    cd "$PAYARA_HOME" && pwd -P
    listing glassfish/modules
    cat glassfish/config/asenv.conf glassfish/config/branding/glassfish-version.properties \
      glassfish/domains/domain1/config/domain.xml 2>/dev/null
  } | cksum
}

# Payara's own start command says with which options it would start the JVM: one a line, the domain's folder in them.
prepare() {
  current=$(fingerprint)
  [ "$current" = "$(cat $prepared/fingerprint 2>/dev/null)" ] && return
  complain "preparing Payara Server, once for each installation and version of this script"
  rm -rf $prepared
  mkdir -p $prepared
  cp -R "$PAYARA_HOME/glassfish/domains/domain1" $prepared/sdp-mcp
  if ! "$PAYARA_HOME/glassfish/bin/asadmin" start-domain --dry-run --verbose --domaindir "$PWD/$prepared" sdp-mcp >$prepared/dry-run.log 2>&1; then
    cat $prepared/dry-run.log >&2
    complain "Payara Server does not say how it is started, see above."
    exit "$exit_build"
  fi
  # said twice: take the first, without its heading, Java itself, the shell that listens on a port of its own, and
  # who installs what lies in a folder
  awk '/^Dump of JVM/ { dumps++; getline; next } /^$/ { exit } dumps == 1' $prepared/dry-run.log |
    sed -e "s/,org.apache.felix.shell.remote//" -e "s/,org.apache.felix.fileinstall//" >$prepared/command
  without_extras $prepared/sdp-mcp/config/domain.xml
  administered_from_here_only $prepared/sdp-mcp/config/domain.xml
  # nobody's password: as it is shipped, the domain lets everybody on this machine administer it with none
  echo "admin;{SSHA256}$(head -c 40 /dev/urandom | base64 | tr -d '\n');asadmin" >$prepared/sdp-mcp/config/admin-keyfile
  echo "$current" >$prepared/fingerprint
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

# Administration listens on this machine only, at a port that is free. In the domain itself, before it boots for the first time: a
# boot command that this Payara does not know would be passed over, and some versions let in who has no password.
administered_from_here_only() {
  sed '/<network-listener .*name="admin-listener"/ {
    s/ address="[^"]*"//
    s/ port="[^"]*"//
    s/<network-listener /&address="127.0.0.1" port="0" /
  }' "$1" >"$1.inside" && mv "$1.inside" "$1"
  if ! grep -q '<network-listener address="127.0.0.1" port="0" .*name="admin-listener"' "$1"; then
    complain "the administration port of this Payara Server cannot be closed. Use a version that docs/servers.md names."
    exit "$exit_build"
  fi
}

# Makes a domain's lock, which its process holds to its end, whatever becomes of it: exec leaves file 9 open. Not its number,
# which says nothing to another container that has the same data folder. The name appears when the lock is held.
lock_domain() {
  exec 9>"$1.new"
  if flock -n 9; then
    mv "$1.new" "$1.lock"
  else
    rm -f "$1.new"
  fi
}

# Takes away the domains of processes that are gone. One without a lock may be anybody's: it stays.
take_away_domains() {
  for lock in "$own"/*.lock; do
    [ -f "$lock" ] || continue
    # in a shell of its own, whose end gives the lock back
    (exec 9>>"$lock" && flock -n 9 && rm -rf "${lock%.lock}" && rm -f "$lock") 2>/dev/null
  done
}

# A new domain for this process.
make_domain() {
  make_own_folder payara-server
  domain=$(mktemp -d "$own/domain-XXXXXX") || exit "$exit_data_folder"
  if command -v flock >/dev/null; then
    lock_domain "$domain"
    take_away_domains
  else
    complain "no flock, so the domains of earlier starts stay in $own. Install it (Debian: apt-get install util-linux)."
  fi
  cp -R $prepared/sdp-mcp/. "$domain"
  cp domain-config/logging.properties "$domain/config/"
  {
    echo "java.util.logging.ConsoleHandler.formatter=dev.sdpmcp.launcher.log.ConfiguredFormatter"
    echo "dev.sdpmcp.level=$(log_level)"
  } >>"$domain/config/logging.properties"
  boot_commands domain-config/pre-boot.asadmin domain-config/payara-server.asadmin >"$domain/pre-boot.asadmin"
  # Payara 7 has no such setting any more, and no such header
  ! grep -q '^major_version=6' "$PAYARA_HOME"/glassfish/config/branding/glassfish-version.properties 2>/dev/null ||
    echo "set configs.config.server-config.network-config.protocols.protocol.http-listener-1.http.xpowered-by=false" >>"$domain/pre-boot.asadmin"
  boot_commands domain-config/post-boot.asadmin >"$domain/post-boot.asadmin"
  echo "deploy --name=sdp-mcp --contextroot=/ $PWD/target/sdp-mcp.war" >>"$domain/post-boot.asadmin"
}

# A text as the replacement of a sed command.
in_sed() {
  printf '%s' "$1" | sed 's/[&/|\\]/\\&/g'
}

# The listener has another name than in Payara Micro.
boot_commands() {
  cat "$@" | sed -e 's/\.http-listener\./.http-listener-1./' \
    -e "s/\${ENV=SDP_HTTP_HOST}/$(in_sed "$SDP_HTTP_HOST")/" -e "s/\${ENV=SDP_HTTP_PORT}/$(in_sed "$SDP_HTTP_PORT")/"
}

log_level() {
  case "$LOG_LEVEL" in
    [Ee][Rr]*) echo SEVERE ;;
    [Ww]*) echo WARNING ;;
    [Dd]*) echo FINE ;;
    [Tt]*) echo FINER ;;
    *) echo INFO ;;
  esac
}

help_if_asked "usage: PAYARA_HOME=FOLDER domain-config/payara-server.sh [--help]

Starts the server on the Payara Server in PAYARA_HOME, in the foreground, in a domain of its own.
  --help     show this" "$@"
check "$@"
prepare
read_settings SDP_DATA_DIR SDP_JAVA_OPTS SDP_HTTP_HOST SDP_HTTP_PORT LOG_LEVEL
make_domain

# exec: signals reach the server itself, and its exit code is ours; the input is the master password of the key store
main=$(grep -n '^com\.sun\.enterprise\.glassfish\.bootstrap\.ASMain$' $prepared/command | cut -d : -f 1)
options=$(head -n $((main - 1)) $prepared/command | sed "s|$PWD/$prepared/sdp-mcp|$(in_sed "$domain")|g")
arguments=$(tail -n +"$main" $prepared/command | sed "s|$PWD/$prepared/sdp-mcp|$(in_sed "$domain")|g")
# several options are meant to be several words, ours by blanks and Payara's by lines, and a * in them is no file
set -f
check_java_options "$SDP_JAVA_OPTS" sdp-mcp || exit "$exit_configuration"
# shellcheck disable=SC2046,SC2086
set -- $(server_options "$SDP_JAVA_OPTS") $SDP_JAVA_OPTS
IFS='
'
# shellcheck disable=SC2086
exec "$java" $options "$@" -javaagent:"$launcher" \
  $arguments -prebootcommandfile "$domain/pre-boot.asadmin" -postbootcommandfile "$domain/post-boot.asadmin" <<PASSWORD
AS_ADMIN_MASTERPASSWORD=changeit
PASSWORD
