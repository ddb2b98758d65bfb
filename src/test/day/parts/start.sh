# F15, F16, F21, F24, F6: a start without a token, the first lines, nothing of others, nothing in a client's name.

part_start() {
  local began
  # the first start of a build prepares fast starts, which is not what is measured here
  (cd "$home" && SDP_API_KEYS=short ./start-sse.sh) >"$work/first.txt" 2>&1
  began=$SECONDS
  expect "F15 F21 a start without a refresh token ends with the sentence that says so" no_token_is_the_last_line
  [ $((SECONDS - began)) -le 60 ] || bad "F21 it took $((SECONDS - began)) s to say so"
  expect "F20 --authorize with a code of the API console" authorize
  expect "F15 a taken port is the last line" port_is_the_last_line
  expect "the server starts" serve
  is_serving || return
  expect "F17 the first lines say version, data folder, database and limits" first_lines_say_all
  expect "F24 no line of the application server at info" lacks "$work/err.txt" \
    'virtual server|Session Management Configuration|Loading application|compiler directives|JdbcRuntime'
  expect "F6 no refused request before the first client" lacks "$work/err.txt" 'refused request='
  expect "F6 no refusal is counted before the first client" no_refusal_is_counted
  expect "SIGTERM ends it with 0" stop_server
  expect "F24 no line of the application server at the stop" lacks "$work/err.txt" 'Payara Micro STOPPED|JdbcRuntime'
}

no_token_is_the_last_line() {
  exits_with 5 program >"$work/no-token.txt" 2>&1 || return
  tail -n 1 "$work/no-token.txt" >"$work/last.txt"
  contains "$work/last.txt" 'refresh token|authorize'
}

authorize() {
  local code
  code=$(curl -fsS -X POST -d '{}' "http://127.0.0.1:$desk_port/_sim/codes" | sed 's/.*"code" *: *"\([^"]*\)".*/\1/')
  program --authorize "$code"
}

port_is_the_last_line() {
  (cd "$home" && SDP_HTTP_PORT=$desk_port exits_with 6 ./start-sse.sh) >"$work/port.txt" 2>&1 || { cat "$work/port.txt"; return 1; }
  tail -n 1 "$work/port.txt" >"$work/last.txt"
  contains "$work/last.txt" "$desk_port"
}

first_lines_say_all() {
  contains "$work/err.txt" 'version=|sdp-mcp [0-9]' && contains "$work/err.txt" "$home/data|data" && contains "$work/err.txt" 'H2|embedded'
}

no_refusal_is_counted() {
  get /metrics "$admin_key" >"$work/metrics.txt" &&
    [ "$(sed -n 's/^sdp_mcp_requests_refused_total{.*} //p' "$work/metrics.txt" | awk '{s += $1} END {print s + 0}')" = 0 ] ||
    { grep refused_total "$work/metrics.txt"; return 1; }
}
