# F2: after a full disk, and after a lost mount, changes work again without a restart. A file system on which a server runs cannot be
# made read-only, since the server holds files open for writing: DatabaseUpkeepTest has the database closed before.

part_disk() {
  local folder=$work/small
  mkdir "$folder"
  if ! mount -t tmpfs -o size=80m,mode=700 tmpfs "$folder" 2>"$work/mount.txt"; then
    not_tried "F2 a full disk: a file system cannot be mounted here ($(tail -n 1 "$work/mount.txt"))"
    return
  fi
  mounted=$folder
  cp -rp "$home/data/." "$folder/"
  if start_server SDP_DATA_DIR="$folder" && open_session "$key"; then
    expect "a change works" new_ticket
    dd if=/dev/zero of="$folder/filler" bs=1M 2>"$work/dd.txt"
    expect "a change is refused while the disk is full" within 60 change_is_refused
    expect "F2 readiness is not UP while changes are refused" within 30 not is_up
    expect "F2 the doctor says that the disk is full" disk_is_told
    rm "$folder/filler"
    expect "F2 readiness is UP again without a restart" within 90 is_up
    expect "F2 a change works again without a restart" within 60 new_ticket
    mount -t tmpfs -o size=1m,mode=700 tmpfs "$folder"
    expect "a change is refused while another file system covers the data folder" within 60 change_is_refused
    expect "F2 readiness is not UP while it is covered" within 30 not is_up
    umount "$folder"
    expect "F2 readiness is UP again" within 90 is_up
    expect "F2 a change works again" within 60 new_ticket
    expect "free space of the data folder is a metric" free_space_is_a_metric
    expect "the server stops" stop_server
    expect "the audit trail is whole" trail_is_whole "$folder"
  else
    bad "the server starts on a small file system"
  fi
  umount "$folder" && mounted=
}

change_is_refused() {
  not new_ticket
}

disk_is_told() {
  SDP_DATA_DIR=$folder program --doctor >"$work/doctor.txt" 2>&1
  contains "$work/doctor.txt" '(FAIL|WARN|warn).*data-folder' && lacks "$work/doctor.txt" 'no refresh token' &&
    [ -z "$(find "$folder" -name '*.unfinished')" ]
}

free_space_is_a_metric() {
  get /metrics "$admin_key" >"$work/metrics.txt"
  contains "$work/metrics.txt" '^sdp_mcp_data_folder_free_bytes '
}

trail_is_whole() {
  SDP_DATA_DIR=$1 program --verify-audit >"$work/verify.txt" 2>&1
  contains "$work/verify.txt" 'the chain is whole'
}
