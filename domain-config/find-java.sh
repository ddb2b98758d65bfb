# shellcheck shell=sh
# Finds a Java to run or build this project. Sourced by mvnw, start-sse.sh, wildfly.sh, payara-server.sh and run-jar.sh.

oldest_java=21
exit_jdk=4
exit_configuration=5

# Whether this java is new enough and has a compiler if one is needed. Sets java_says to its version output, and feature to its
# major version, 21 of "21.0.4", or to nothing if it does not run.
is_fit() { # java, kind
  java_says=$("$1" -version 2>&1) || java_says=
  feature=$(echo "$java_says" | sed -n 's/.* version "\(1\.\)\{0,1\}\([0-9]*\).*/\2/p' | head -n 1)
  [ "${feature:-0}" -ge $oldest_java ] || return 1
  [ "$2" = jre ] || [ -x "${1%java}javac" ]
}

# Finds the newest suitable Java in these folders. Sets java_home, newest (its major version) and newest_says.
take_newest_of() { # kind, then folders; a pattern without a match is skipped
  kind=$1
  shift
  newest=0
  for folder in "$@"; do
    [ -x "$folder/bin/java" ] && is_fit "$folder/bin/java" "$kind" && [ "$feature" -gt "$newest" ] || continue
    newest=$feature
    newest_says=$java_says
    java_home=$folder
  done
  [ "$newest" -gt 0 ]
}

# Why the Java that was checked last is not suitable.
unfit_because() { # its name in messages
  if [ -z "$feature" ]; then
    echo "$1 has no Java that runs"
  elif [ "$feature" -lt $oldest_java ]; then
    echo "$1 has Java $feature, which is too old"
  else
    echo "$1 has Java $feature without a compiler"
  fi
}

# Finds the first suitable Java: JAVA_HOME, the path, then the newest in each of the usual folders. Sets java, java_says and feature,
# and JAVA_HOME for child processes. Prints one line if it is not the Java of the environment.
find_java() { # jdk if a compiler is needed, else jre; name of the caller for messages
  unfit=
  if [ -n "${JAVA_HOME:-}" ]; then
    java=$JAVA_HOME/bin/java
    is_fit "$java" "$1" && return
    unfit=$(unfit_because "JAVA_HOME ($JAVA_HOME)")
    unset JAVA_HOME
  fi
  java=$(command -v java) || java=
  if [ -n "$java" ] && is_fit "$java" "$1"; then
    [ -z "$unfit" ] || echo "$2: $unfit; using Java $feature, $java" >&2
    return
  fi
  [ -n "$unfit" ] || unfit=$([ -z "$java" ] && echo "no java on the path" || unfit_because "the path ($java)")
  if take_newest_of "$1" /usr/lib/jvm/* ||
    take_newest_of "$1" "${HOME:-}"/.sdkman/candidates/java/* ||
    take_newest_of "$1" /opt/homebrew/opt/openjdk* ||
    take_newest_of "$1" /usr/local/opt/openjdk* ||
    take_newest_of "$1" /Library/Java/JavaVirtualMachines/*/Contents/Home; then
    JAVA_HOME=$java_home
    export JAVA_HOME
    java=$JAVA_HOME/bin/java
    java_says=$newest_says
    feature=$newest
    echo "$2: $unfit; using Java $newest, $java" >&2
    return
  fi
  echo "$2: $unfit. Install a JDK $oldest_java or newer: openjdk-21-jdk (Debian 13, Ubuntu 24.04), temurin-25-jdk (adoptium.net)," \
    "java-21-openjdk-devel (Fedora) or openjdk@21 (Homebrew); or set JAVA_HOME to one." >&2
  return $exit_jdk
}

# JVM options of a server, one on each line, for the Java that was found; run with set -f. The caller appends SDP_JAVA_OPTS, which
# override them. A garbage collector among those replaces the default: a JVM with two does not start.
server_options() { # SDP_JAVA_OPTS
  echo @domain-config/jvm.options
  echo @domain-config/heap.options
  [ "$feature" -lt 25 ] || echo @domain-config/jvm-25.options
  for option in $1; do
    case "$option" in
      -XX:+Use*GC) return ;;
    esac
  done
  echo @domain-config/collector.options
}

# Checks SDP_JAVA_OPTS with the Java that was found: with a wrong option the JVM would exit with code 1 and not name the variable. The
# options are not printed, since they may contain a password. Run with set -f.
check_java_options() { # SDP_JAVA_OPTS, name of the caller for messages
  case "$1" in
    "" | *jdwp*) return 0 ;; # a JVM that waits for a debugger would block
  esac
  # shellcheck disable=SC2046,SC2086
  java_answer=$("$java" $(server_options "$1") $1 -version 2>&1) && return
  java_answer=$(echo "$java_answer" | grep -v '^Error: \(Could not create the\|A fatal exception\)' | tr '\n' ' ')
  echo "$2: the JVM does not start with SDP_JAVA_OPTS (${java_answer% }). Correct that variable." >&2
  return $exit_configuration
}
