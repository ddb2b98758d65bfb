# shellcheck shell=bash
# bash completion of sdp-mcp. Sourced, not run.
# Made from the text of --help: ./mvnw test -Dtest=CompletionFilesTest -Dsdp.write-documents
_sdp_mcp() {
  local word=${COMP_WORDS[COMP_CWORD]}
  COMPREPLY=()
  case ${COMP_WORDS[COMP_CWORD - 1]} in
    --env | --backup | --restore)
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -f -- "$word")
      ;;
    --url | --authorize) ;;
    *) mapfile -t COMPREPLY < <(compgen -W '--demo --env --help --version --check --doctor --json --quiet --url --authorize --reencrypt --verify-audit --backup --restore' -- "$word") ;;
  esac
}
complete -F _sdp_mcp sdp-mcp
