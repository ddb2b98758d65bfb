package dev.sdpmcp.launcher.setting;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Command line options of {@code --doctor}.
 *
 * @param json one JSON document instead of lines
 * @param quiet only failures and warnings
 * @param url the URL that clients open, if it is not the configured one
 */
public record DoctorOptions(boolean json, boolean quiet, Optional<String> url) {

    private static final String DOCTOR = "--doctor";

    /**
     * Empty without {@code --doctor}.
     *
     * @throws StartRefused for an option that cannot be combined with it
     */
    public static Optional<DoctorOptions> in(List<String> arguments) throws StartRefused {
        if (!arguments.contains(DOCTOR)) {
            return Optional.empty();
        }
        boolean json = false;
        boolean quiet = false;
        Optional<String> url = Optional.empty();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case DOCTOR -> {}
                case "--json" -> json = true;
                case "--quiet" -> quiet = true;
                case "--url" -> url = Optional.of(urlIn(rest));
                default ->
                    throw new StartRefused(
                            ExitCode.USAGE,
                            option + " cannot be combined with " + DOCTOR
                                    + ", which takes --json, --quiet and --url URL.");
            }
        }
        return Optional.of(new DoctorOptions(json, quiet, url));
    }

    private static String urlIn(Iterator<String> rest) throws StartRefused {
        if (!rest.hasNext()) {
            throw new StartRefused(
                    ExitCode.USAGE, "--url needs the URL that clients open, for example https://mcp.example.com/sse.");
        }
        return rest.next();
    }
}
