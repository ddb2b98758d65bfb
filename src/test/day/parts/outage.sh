# F4: an outage of ServiceDesk Plus is a warning when it begins, when calls are held back, and when it ends.

part_outage() {
  serve && open_session "$key" || { bad "the server starts and takes a client"; return; }
  expect "a call works" call_succeeds list_requests '{}'
  stop_desk
  local i
  for i in $(seq 8); do
    call list_requests "{\"page\":$((i + 1))}"
  done
  expect "F4 the log has a warning with the cause" contains "$work/err.txt" 'WARN.*ServiceDesk Plus does not answer'
  expect "F4 the log says that the circuit breaker is open" contains "$work/err.txt" 'WARN.*circuit breaker is open'
  start_desk
  # the simulator forgets the tokens that it gave when it ends
  expect "F11 --authorize beside the server" authorize
  expect "calls work again" within 90 call_succeeds list_requests '{}'
  expect "F4 the log says that the outage is over" contains "$work/err.txt" 'ServiceDesk Plus answers again'
}
