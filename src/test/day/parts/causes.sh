# F5: one failed call can be explained by the tool's error, the log and the audit trail.

part_causes() {
  serve && open_session "$key" || { bad "the server starts and takes a client"; return; }
  expect "a call about a ticket that is not there fails" call_fails get_request '{"id":"999999999"}'
  local request
  request=$(grep -oE '[0-9a-f]{8}-[0-9]+' "$work/call.txt" | head -n 1)
  [ -n "$request" ] && ok "F5 the tool's error has the request id ($request)" || bad "F5 the tool's error has no request id: $(cat "$work/call.txt")"
  expect "F5 the log line of the call has it, with the cause" within 5 grep -Eq "call .*request=$request.*cause=" "$work/err.txt"
  expect "F5 a change that fails has its cause in the audit trail" failed_change_has_its_cause
  expect "F28 a client that went is gone from /sessions within seconds, before a keep-alive is due" client_that_went_is_gone
}

failed_change_has_its_cause() {
  call_fails add_note '{"id":"999999999","text":"nobody reads this"}' || call_fails close_request '{"id":"999999999","comment":"x"}'
  within 10 cause_in_audit
}

cause_in_audit() {
  get '/audit?limit=20' "$admin_key" >"$work/audit.json" && grep -q '"cause" *: *"' "$work/audit.json"
}

client_that_went_is_gone() {
  leave
  within 15 no_session_is_listed
}

no_session_is_listed() {
  get /sessions "$admin_key" >"$work/sessions.json" && lacks "$work/sessions.json" '"handle"'
}
