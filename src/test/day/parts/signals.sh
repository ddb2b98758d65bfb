# F12, F22: SIGHUP ends nothing; lines for the journal carry their priority; readiness is told to systemd.

part_signals() {
  serve || { bad "the server starts"; return; }
  kill -HUP "$server"
  sleep 2
  expect "F12 it serves on after SIGHUP" answers 200 /health/ready
  expect "SIGTERM ends it with 0" stop_server
  if command -v python3 >/dev/null; then
    expect "F22 priorities for the journal" priorities_for_the_journal
  else
    not_tried "F22 priorities for the journal: python3 is not there"
  fi
  if [ -d /run/systemd/system ]; then
    not_tried "the unit under a running systemd: it would change this machine; SystemdUnitTest checks the unit"
  else
    not_tried "the unit under systemd: no systemd runs here; SystemdUnitTest checks the unit"
  fi
  not_tried "the image in a Docker engine: ContainerImageReleaseIT replays its steps"
}

# JOURNAL_STREAM names the device and the inode of the standard error that belongs to the journal.
priorities_for_the_journal() {
  : >"$work/journal.txt"
  (cd "$home" && JOURNAL_STREAM=$(stat -c '%d:%i' "$work/journal.txt") SDP_HTTP_PORT=$desk_port ./start-sse.sh --demo --check
    JOURNAL_STREAM=$(stat -c '%d:%i' "$work/journal.txt") exec timeout 60 ./start-sse.sh) >"$work/out.txt" 2>"$work/journal.txt" &
  local pid=$!
  within 50 grep -q 'ready: ' "$work/out.txt"
  kill "$pid" 2>/dev/null
  wait "$pid" 2>/dev/null
  contains "$work/journal.txt" '^<[3-7]>'
}
