# Keys that come from a file are added and retired without a restart; secrets come from files (SDP_..._FILE); durations have units.

part_keys() {
  local second
  second=$(head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n')
  printf 'alice:%s\n' "$key" >"$work/keys"
  chmod 600 "$work/keys"
  sed -i -e '/^SDP_API_KEYS=/d' -e 's|^SDP_CLIENT_SECRET=.*|SDP_CLIENT_SECRET_FILE='"$home"'/client-secret|' "$home/.env"
  printf 'suite-secret\n' >"$home/client-secret"
  chmod 600 "$home/client-secret"
  start_server SDP_API_KEYS_FILE="$work/keys" SSE_KEEPALIVE_INTERVAL=20s || {
    bad "a server with keys and client secret from files starts"
    cat "$work/err.txt"
    write_settings
    return
  }
  expect "SDP_API_KEYS_FILE holds the key" answers 200 /sessions "$key"
  expect "SDP_CLIENT_SECRET_FILE holds the secret" calls_once
  printf 'alice:%s\nbob:%s\n' "$key" "$second" >"$work/keys"
  expect "a key is added without a restart" within 30 answers 200 /sessions "$second"
  printf 'alice:%s\nbob:short\n' "$key" >"$work/keys"
  sleep 6
  expect "a bad file changes nothing" answers 200 /sessions "$second"
  expect "and the log says so" contains "$work/err.txt" 'WARN.*key'
  printf 'bob:%s\n' "$second" >"$work/keys"
  expect "a key is retired without a restart" within 30 answers 401 /sessions "$key"
  expect "the log names what changed, and no key" names_no_key
  expect "the server stops" stop_server
  write_settings
}

calls_once() {
  open_session "$key" && call_succeeds list_requests '{}'
}

names_no_key() {
  contains "$work/err.txt" 'bob' && lacks "$work/err.txt" "$key"
}
