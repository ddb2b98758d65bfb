#!/bin/sh
# Starts the server on Payara Server in the foreground: PAYARA_HOME=/opt/payara7 domain-config/payara-server.sh
# Creates a new domain at each start, from domain-config. Settings: environment, then .env. See docs/servers.md.
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
  # the commands of Payara do not use JAVA_HOME
  if [ -z "${AS_JAVA:-}" ] && [ -n "${JAVA_HOME:-}" ]; then
    export AS_JAVA="$JAVA_HOME"
  fi
  check_artefacts
}

# Fingerprint of the inputs of the prepared domain. Payara may be upgraded in place, a link may have a new target, or this folder may
# have moved.
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

# Prepares a domain and its start command, as printed by start-domain --dry-run: one option on each line.
prepare() {
  current=$(fingerprint)
  [ "$current" = "$(cat $prepared/fingerprint 2>/dev/null)" ] && return
  complain "preparing Payara Server, once for each installation and version of this script"
  rm -rf $prepared
  mkdir -p $prepared
  cp -R "$PAYARA_HOME/glassfish/domains/domain1" $prepared/sdp-mcp
  if ! "$PAYARA_HOME/glassfish/bin/asadmin" start-domain --dry-run --verbose --domaindir "$PWD/$prepared" sdp-mcp >$prepared/dry-run.log 2>&1; then
    cat $prepared/dry-run.log >&2
    complain "the start command of Payara Server cannot be determined, see above."
    exit "$exit_build"
  fi
  # printed twice: take the first, without the heading and the path of java; without the remote shell and the folder installer
  awk '/^Dump of JVM/ { dumps++; getline; next } /^$/ { exit } dumps == 1' $prepared/dry-run.log |
    sed -e "s/,org.apache.felix.shell.remote//" -e "s/,org.apache.felix.fileinstall//" >$prepared/command
  without_extras $prepared/sdp-mcp/config/domain.xml
  administered_from_here_only $prepared/sdp-mcp/config/domain.xml
  # a random password: the domain as shipped allows administration without one
  echo "admin;{SSHA256}$(head -c 40 /dev/urandom | base64 | tr -d '\n');asadmin" >$prepared/sdp-mcp/config/admin-keyfile
  echo "$current" >$prepared/fingerprint
}

# Disables services that Payara would add at its first start, before the boot commands: a message broker that listens on all
# addresses, and a daily report to Payara. The first configuration is that of the server.
without_extras() {
  awk '{ print } /<\/iiop-service>/ && !done++ {
    print "<jms-service type=\"DISABLED\" default-jms-host=\"default_JMS_host\">"
    print "<jms-host name=\"default_JMS_host\" host=\"localhost\" port=\"7676\" lazy-init=\"true\" />"
    print "</jms-service>"
    print "<phone-home-runtime-configuration enabled=\"false\" />"
  }' "$1" >"$1.less" && mv "$1.less" "$1"
}

# Restricts administration to this machine, on a free port. In the domain itself, since an unknown boot command would be ignored, and
# some versions allow administration without a password.
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

# Locks a domain for the lifetime of its process: exec keeps file 9 open. A process id would be meaningless to another container with
# the same data folder. The lock file is renamed when it is locked.
lock_domain() {
  exec 9>"$1.new"
  if flock -n 9; then
    mv "$1.new" "$1.lock"
  else
    rm -f "$1.new"
  fi
}

# Removes domains of processes that have ended. A domain without a lock file stays.
remove_old_domains() {
  for lock in "$own"/*.lock; do
    [ -f "$lock" ] || continue
    # in a subshell, whose end releases the lock
    (exec 9>>"$lock" && flock -n 9 && rm -rf "${lock%.lock}" && rm -f "$lock") 2>/dev/null
  done
}

# Creates the domain of this process.
make_domain() {
  make_own_folder payara-server
  domain=$(mktemp -d "$own/domain-XXXXXX") || exit "$exit_data_folder"
  if command -v flock >/dev/null; then
    lock_domain "$domain"
    remove_old_domains
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
  # Payara 7 has neither this setting nor the header
  ! grep -q '^major_version=6' "$PAYARA_HOME"/glassfish/config/branding/glassfish-version.properties 2>/dev/null ||
    echo "set configs.config.server-config.network-config.protocols.protocol.http-listener-1.http.xpowered-by=false" >>"$domain/pre-boot.asadmin"
  boot_commands domain-config/post-boot.asadmin >"$domain/post-boot.asadmin"
  echo "deploy --name=sdp-mcp --contextroot=/ $PWD/target/sdp-mcp.war" >>"$domain/post-boot.asadmin"
}

# Escapes a text for the replacement of a sed command.
in_sed() {
  printf '%s' "$1" | sed 's/[&/|\\]/\\&/g'
}

# Boot commands with the name of the listener in Payara Server.
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

# exec: the server receives the signals, and its exit code is that of the script; the input is the master password of the key store
main=$(grep -n '^com\.sun\.enterprise\.glassfish\.bootstrap\.ASMain$' $prepared/command | cut -d : -f 1)
options=$(head -n $((main - 1)) $prepared/command | sed "s|$PWD/$prepared/sdp-mcp|$(in_sed "$domain")|g")
arguments=$(tail -n +"$main" $prepared/command | sed "s|$PWD/$prepared/sdp-mcp|$(in_sed "$domain")|g")
# no globbing: options are split into words, ours at blanks and those of Payara at line breaks
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
