# What the parts of the day use: results, processes, HTTP, one MCP client. Read by operators-day.sh.

# --- what is said ---

ok() {
  passed=$((passed + 1))
  echo "ok: $*"
}

bad() {
  failed=$((failed + 1))
  echo "FAILED: $*"
}

not_tried() {
  untried=$((untried + 1))
  echo "NOT TRIED: $*"
}

# expect WHAT COMMAND...: the command must succeed; its output is shown if it does not
expect() {
  local what=$1
  shift
  if "$@" >"$work/expect.txt" 2>&1; then
    ok "$what"
  else
    bad "$what"
    tail -n 15 "$work/expect.txt" | sed 's/^/    /'
  fi
}

# within SECONDS COMMAND...: until the command succeeds
within() {
  local until=$((SECONDS + $1))
  shift
  until "$@"; do
    [ $SECONDS -lt $until ] || return 1
    sleep 0.5
  done
}

not() {
  ! "$@"
}

contains() { # FILE PATTERN
  grep -Eq -- "$2" "$1" || { tail -n 40 "$1"; return 1; }
}

lacks() { # FILE PATTERN
  ! grep -E -- "$2" "$1"
}

exits_with() { # CODE COMMAND...
  local code=$1 got
  shift
  "$@"
  got=$?
  [ $got -eq "$code" ] || { echo "exit code $got instead of $code"; return 1; }
}

# --- what is started ---

free_port() {
  local port
  for _ in $(seq 100); do
    port=$((15000 + RANDOM % 15000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo $port; return; }
  done
}

# A folder as an operator has it: the script, its configuration and what was built, without sources.
install_program() {
  local artefact
  mkdir -p "$home/target"
  cp -rp "$project/start-sse.sh" "$project/domain-config" "$project/.env.sse.example" "$home/"
  for artefact in sdp-mcp.war sdp-mcp-launcher.jar sdp-simulator.jar payara-micro.jar; do
    cp -p "$project/target/$artefact" "$home/target/" || {
      echo "build first: ./mvnw -DskipTests package"
      exit 2
    }
  done
  # the copy uses the server that is unpacked there; the first start in another folder makes a new recording
  [ ! -d "$project/target/payara" ] || cp -rp "$project/target/payara" "$home/target/"
  # shellcheck source=../../../domain-config/find-java.sh
  . "$project/domain-config/find-java.sh"
  find_java jre sdp-mcp || exit 2
}

start_desk() {
  "$java" -jar "$home/target/sdp-simulator.jar" --port "$desk_port" --client-id suite --client-secret suite-secret \
    >>"$work/desk.txt" 2>&1 &
  desk=$!
  within 60 grep -q 'ready' "$work/desk.txt" && within 10 desk_answers
}

desk_answers() {
  curl -s -o "$work/desk-answer.txt" "http://127.0.0.1:$desk_port/"
}

stop_desk() {
  kill "$desk"
  wait "$desk" 2>/dev/null
  desk=
}

# The shipped template, with what getting-started.md says to fill in; more lines are given as arguments.
write_settings() {
  install -m 600 "$home/.env.sse.example" "$home/.env"
  sed -i -e 's/^SDP_CLIENT_ID=.*/SDP_CLIENT_ID=suite/' -e 's/^SDP_CLIENT_SECRET=.*/SDP_CLIENT_SECRET=suite-secret/' \
    -e 's/^SDP_INSTANCE_NAME=.*/SDP_INSTANCE_NAME=itdesk/' -e "s/^SDP_API_KEYS=.*/SDP_API_KEYS=alice:$key/" "$home/.env"
  {
    echo "SDP_BASE_URL=http://127.0.0.1:$desk_port"
    echo "SDP_ACCOUNTS_URL=http://127.0.0.1:$desk_port"
    echo "SDP_HTTP_PORT=$port"
    echo "SDP_ADMIN_API_KEYS=ops:$admin_key"
    printf '%s\n' "$@"
  } >>"$home/.env"
}

program() {
  (cd "$home" && ./start-sse.sh "$@")
}

# Parts that need nothing special share one server.
serve() {
  [ "$settings" = usual ] && is_serving || start_server || return 1
  settings=usual
}

# A server with variables NAME=VALUE of its own; the one before it is stopped first.
start_server() {
  [ -z "$server" ] || stop_server || bad "the server before it ends with 0"
  settings=$*
  : >"$work/out.txt"
  : >"$work/err.txt"
  (cd "$home" && exec env "$@" ./start-sse.sh) >"$work/out.txt" 2>"$work/err.txt" &
  server=$!
  within 480 ready_or_ended
  is_serving && return
  tail -n 30 "$work/err.txt"
  return 1
}

ready_or_ended() {
  is_serving || ! kill -0 "$server" 2>/dev/null
}

is_serving() {
  grep -q 'ready' "$work/out.txt" && kill -0 "$server" 2>/dev/null
}

stop_server() {
  local code
  settings=none
  leave
  kill -TERM "$server"
  wait "$server"
  code=$?
  server=
  [ $code -eq 0 ] || { echo "exit code $code"; return 1; }
}

get() { # PATH [KEY]
  curl -s -m 20 ${2:+-H "X-API-Key: $2"} "http://127.0.0.1:$port$1"
}

status_of() { # PATH [KEY]
  curl -s -m 20 -o "$work/answer.txt" -w '%{http_code}' ${2:+-H "X-API-Key: $2"} "http://127.0.0.1:$port$1"
}

answers() { # STATUS PATH [KEY]
  [ "$(status_of "$2" "${3:-}")" = "$1" ] || { cat "$work/answer.txt"; return 1; }
}

is_up() {
  get /health/ready | grep -q '"status":"UP"'
}

# --- one MCP client, with curl ---

# The client before it leaves.
open_session() { # KEY
  leave
  : >"$work/stream.txt"
  curl -sN -H "X-API-Key: $1" "http://127.0.0.1:$port/sse" >"$work/stream.txt" &
  stream=$!
  session_key=$1
  within 20 grep -q '^data: /messages' "$work/stream.txt" || return 1
  messages=$(sed -n 's/^data: \(\/messages.*\)/\1/p' "$work/stream.txt" | head -n 1 | tr -d '\r')
  message_id=0
  send initialize '{"protocolVersion":"2024-11-05","capabilities":{},"clientInfo":{"name":"day","version":"1"}}' >"$work/initialize.txt" || return 1
  post '{"jsonrpc":"2.0","method":"notifications/initialized"}'
}

leave() {
  [ -z "$stream" ] || { kill "$stream" 2>/dev/null; wait "$stream" 2>/dev/null; stream=; }
}

post() {
  curl -s -m 20 -o "$work/posted.txt" -H "X-API-Key: $session_key" -H 'Content-Type: application/json' -d "$1" \
    "http://127.0.0.1:$port$messages"
}

# send METHOD PARAMS: prints the answer of the stream
send() {
  message_id=$((message_id + 1))
  post "{\"jsonrpc\":\"2.0\",\"id\":$message_id,\"method\":\"$1\",\"params\":$2}"
  within 60 grep -q "\"id\":$message_id[,}]" "$work/stream.txt" || return 1
  grep "\"id\":$message_id[,}]" "$work/stream.txt" | head -n 1
}

call() { # TOOL ARGUMENTS
  send tools/call "{\"name\":\"$1\",\"arguments\":$2}" >"$work/call.txt"
}

call_succeeds() {
  call "$@" && grep -q '"result"' "$work/call.txt" && lacks "$work/call.txt" '"isError":true'
}

call_fails() {
  call "$@" && contains "$work/call.txt" '"isError":true|"error":'
}

new_ticket() {
  call_succeeds create_request "{\"subject\":\"A day of operations $RANDOM$RANDOM\",\"requester\":\"aisha.khan@example.com\"}" ||
    call_succeeds create_request "{\"subject\":\"A day of operations $RANDOM$RANDOM\"}"
}
