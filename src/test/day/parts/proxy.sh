# F3, F23: the allowlists of a proxy, and the tools of this machine beside them.

part_proxy() {
  start_server SDP_ALLOWED_HOSTS=mcp.example.com SDP_ALLOWED_IPS=10.0.0.0/8 || { bad "the server starts"; return; }
  expect "F3 the probe of the documents by loopback" answers 200 /health/ready
  expect "F3 metrics by loopback, as the shipped Prometheus file asks" answers 200 /metrics "$admin_key"
  expect "F3 a stream by loopback" open_session "$key"
  expect "F23 a foreign host is refused, and the log names it" foreign_host_is_named
  expect "F26 the answer to a wrong path names no page of admins" no_page_of_admins
  expect "F27 429 has its own reason phrase" too_many_is_named
  expect "the server stops" stop_server
}

foreign_host_is_named() {
  curl -s -m 20 -H 'Host: desk.evil.example' "http://127.0.0.1:$port/health" >"$work/answer.txt"
  contains "$work/answer.txt" 'Host not allowed' && within 5 grep -q 'HOST_NOT_ALLOWED.*desk.evil.example' "$work/err.txt"
}

no_page_of_admins() {
  get /nothing "$key" >"$work/answer.txt"
  lacks "$work/answer.txt" '/audit|/metrics'
}

# Wrong keys: ten are answered 401, the next one 429.
too_many_is_named() {
  local i
  for i in $(seq 12); do
    curl -s -m 20 -o "$work/posted.txt" -D "$work/headers.txt" -H 'X-API-Key: wrong' "http://127.0.0.1:$port/sessions"
  done
  contains "$work/headers.txt" '^HTTP/1.1 429 Too Many Requests'
}
