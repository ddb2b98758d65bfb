# F16, F22: with LOG_FORMAT=json every line is one JSON object; levels have the names of the setting; wrong keys are warnings.

part_logs() {
  start_server LOG_FORMAT=json || { bad "the server starts"; cat "$work/out.txt" "$work/err.txt"; return; }
  status_of /sessions wrong-key-wrong-key-wrong-key-wrong-key >"$work/status.txt"
  expect "F22 a wrong key is a warning" within 5 grep -Eiq '"level" *: *"warn".*refused' "$work/err.txt"
  expect "the server stops" stop_server
  expect "F16 every line of standard error is a JSON object" lacks "$work/err.txt" '^[^{]|^$'
  expect "F16 every line of standard output is a JSON object" lacks "$work/out.txt" '^[^{]|^$'
  expect "F16 no other names of levels" lacks "$work/err.txt" '"(FINE|SEVERE|WARNING)"'
}
