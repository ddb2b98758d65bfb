# F8 to F11, F20: backup, restore, verification and re-encryption on the default database, beside a running server.

part_procedures() {
  local backups=$work/backups
  mkdir -m 700 "$backups"
  serve && open_session "$key" || { bad "the server starts and takes a client"; return; }
  expect "a change works" new_ticket
  expect "F10 --backup FILE beside the server" program --backup "$backups/day.zip"
  expect "the backup is readable by its owner alone" has_mode_600 "$backups/day.zip"
  expect "F11 --verify-audit beside the server" program --verify-audit
  expect "F11 --reencrypt beside the server" program --reencrypt
  expect "--restore beside the server is refused" exits_with 7 program --restore "$backups/day.zip"
  expect "the server stops" stop_server
  expect "F9 --restore into an empty data folder" restores_elsewhere "$backups/day.zip"
  expect "the restored trail is whole" trail_is_whole "$work/restored"
  expect "F8 no encryption key is made where sealed rows exist" lost_key_is_not_replaced
}

has_mode_600() {
  [ "$(stat -c %a "$1")" = 600 ] || { stat "$1"; return 1; }
}

restores_elsewhere() {
  SDP_DATA_DIR=$work/restored program --restore "$1"
}

lost_key_is_not_replaced() {
  mv "$work/restored/encryption-key" "$work/lost-key"
  SDP_DATA_DIR=$work/restored exits_with 5 program >"$work/lost.txt" 2>&1 || { cat "$work/lost.txt"; return 1; }
  [ ! -e "$work/restored/encryption-key" ]
}
