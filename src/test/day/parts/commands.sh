# F14, F17: commands that only look never build, and the version can be had. F29: help of the other servers' scripts.

part_commands() {
  local began
  expect "F17 --version says the version" says_version
  began=$SECONDS
  expect "F14 --help shows the commands" says_help
  expect "F14 --check accepts the settings" program --check
  [ $((SECONDS - began)) -le 10 ] && ok "F14 --help and --check take seconds" || bad "F14 --help and --check took $((SECONDS - began)) s"
  sed -i "s/^SDP_API_KEYS=.*/SDP_API_KEYS=short/" "$home/.env"
  expect "--check names a wrong setting, with the code of the start" wrong_setting_is_named
  write_settings
  expect "F14 a checkout with newer sources does not build for --help" checkout_does_not_build
  expect "F29 wildfly.sh --help" "$project/domain-config/wildfly.sh" --help
  expect "F29 payara-server.sh --help" "$project/domain-config/payara-server.sh" --help
  expect "an unknown option is code 2" exits_with 2 program --nonsense
}

says_version() {
  program --version >"$work/version.txt" && contains "$work/version.txt" '^sdp-mcp [0-9]+\.[0-9]+'
}

says_help() {
  program --help >"$work/help.txt" && contains "$work/help.txt" '--doctor' && contains "$work/help.txt" '--restore' &&
    contains "$work/help.txt" '--check'
}

wrong_setting_is_named() {
  exits_with 5 program --check >"$work/check.txt" 2>&1 && contains "$work/check.txt" 'SDP_API_KEYS' &&
    lacks "$work/check.txt" "$admin_key"
}

# Sources that are newer than what was built, and a build that would fail: only a command that does not build passes.
checkout_does_not_build() {
  mkdir -p "$work/checkout/src/main/resources/dev/sdpmcp/launcher/setting" && cp -r "$home/." "$work/checkout/" &&
    cp "$project/src/main/resources/dev/sdpmcp/launcher/setting/help.txt" \
      "$work/checkout/src/main/resources/dev/sdpmcp/launcher/setting/" &&
    printf '#!/bin/sh\nexit 1\n' >"$work/checkout/mvnw" && chmod +x "$work/checkout/mvnw" && touch "$work/checkout/pom.xml" &&
    (cd "$work/checkout" && ./start-sse.sh --help && ./start-sse.sh --version && ./start-sse.sh --check)
}
