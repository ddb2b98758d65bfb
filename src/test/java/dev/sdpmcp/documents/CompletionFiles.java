package dev.sdpmcp.documents;

import dev.sdpmcp.launcher.setting.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The files with which a shell completes {@code sdp-mcp}, made from the text of {@code --help}. */
final class CompletionFiles {

    private static final Pattern OPTION =
            Pattern.compile("(?m)(?:^  |\\[)(--[a-z][a-z-]*)(?: \\[?([A-Z]+)\\]?)?(?:\\]|(?= )) *([^,;(\\n]*)");
    private static final String MADE =
            "# Made from the text of --help: ./mvnw test -Dtest=CompletionFilesTest -Dsdp.write-documents\n";

    private CompletionFiles() {}

    /**
     * An option of {@code --help}.
     *
     * @param argument what stands after it; empty if nothing does
     * @param meaning one line
     */
    record Option(String name, String argument, String meaning) {

        private boolean takesFile() {
            return argument.equals("FILE");
        }
    }

    /** Every option, in the order of the text. */
    static List<Option> options() {
        List<Option> options = new ArrayList<>();
        // the first line is the usage, which names some of them once more
        String text = Options.help().replaceFirst(".*\\n", "");
        Matcher found = OPTION.matcher(text);
        while (found.find()) {
            String argument = found.group(2) == null ? "" : found.group(2);
            options.add(new Option(found.group(1), argument, found.group(3).strip()));
        }
        return options;
    }

    private static String names(List<Option> options, String between) {
        return options.stream().map(Option::name).collect(Collectors.joining(between));
    }

    static String bash() {
        List<Option> files = options().stream().filter(Option::takesFile).toList();
        List<Option> others = options().stream()
                .filter(option -> !option.argument().isEmpty() && !option.takesFile())
                .toList();
        return "# shellcheck shell=bash\n# bash completion of sdp-mcp. Sourced, not run.\n" + MADE
                + """
                _sdp_mcp() {
                  local word=${COMP_WORDS[COMP_CWORD]}
                  COMPREPLY=()
                  case ${COMP_WORDS[COMP_CWORD - 1]} in
                    %s)
                      compopt -o filenames 2>/dev/null
                      mapfile -t COMPREPLY < <(compgen -f -- "$word")
                      ;;
                    %s) ;;
                    *) mapfile -t COMPREPLY < <(compgen -W '%s' -- "$word") ;;
                  esac
                }
                complete -F _sdp_mcp sdp-mcp
                """.formatted(names(files, " | "), names(others, " | "), names(options(), " "));
    }

    static String zsh() {
        return options().stream()
                .map(CompletionFiles::zshArgument)
                .collect(Collectors.joining(
                        " \\\n", "#compdef sdp-mcp\n# zsh completion of sdp-mcp.\n" + MADE + "_arguments \\\n", "\n"));
    }

    private static String zshArgument(Option option) {
        String meaning = option.meaning().replaceAll("[\\[\\]:]", "\\\\$0").replace("'", "'\\''");
        String argument =
                option.argument().isEmpty() ? "" : ":" + option.argument() + ":" + (option.takesFile() ? "_files" : "");
        return "  '" + option.name() + "[" + meaning + "]" + argument + "'";
    }
}
