# F1, F7, F18, F19: the doctor of a healthy installation, and of one whose database cannot be read.

part_doctor() {
  serve || { bad "the server starts"; return; }
  expect "F1 the doctor with --url passes at the defaults" doctor_passes --url "http://127.0.0.1:$port/sse"
  expect "F18 its JSON says ok" doctor_says_ok_in_json
  expect "F7 a database that cannot be read is no missing token" unreadable_database_is_skipped
  expect "the server stops" stop_server
  if [ "$(id -u)" -eq 0 ] && id nobody >/dev/null 2>&1; then
    expect "F19 a start as another user than the owner of the data folder is refused" other_user_is_refused
  else
    not_tried "F19 a start as another user: this needs root"
  fi
}

doctor_passes() {
  program --doctor "$@" >"$work/doctor.txt" 2>&1 && lacks "$work/doctor.txt" '^ *FAIL'
}

doctor_says_ok_in_json() {
  program --doctor --json >"$work/doctor.json" 2>"$work/doctor.err" || { cat "$work/doctor.json"; return 1; }
  sed 's/"checks".*//' "$work/doctor.json" >"$work/head.json"
  contains "$work/head.json" '"outcome" *: *"(ok|warn)"'
}

unreadable_database_is_skipped() {
  (cd "$home" && SDP_DB_HOST=127.0.0.1 SDP_DB_PORT=1 SDP_DB_NAME=sdp SDP_DB_USER=sdp SDP_DB_PASSWORD=wrong-password-here \
    SDP_ENCRYPTION_KEY=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= ./start-sse.sh --doctor) >"$work/doctor.txt" 2>&1
  contains "$work/doctor.txt" 'FAIL.* database' && lacks "$work/doctor.txt" 'no refresh token'
}

other_user_is_refused() {
  chown -R nobody "$home/data"
  exits_with 7 program >"$work/owner.txt" 2>&1
  local code=$?
  chown -R root "$home/data"
  [ $code -eq 0 ] || { cat "$work/owner.txt"; return 1; }
  contains "$work/owner.txt" 'nobody'
}
