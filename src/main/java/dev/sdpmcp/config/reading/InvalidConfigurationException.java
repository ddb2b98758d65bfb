package dev.sdpmcp.config.reading;

import java.util.List;

/** Settings are missing or wrong. Each problem names the variable and the fix. */
public final class InvalidConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /** @param problems at least one, without secrets */
    public InvalidConfigurationException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /** All problems, in the order of reading. */
    public List<String> problems() {
        return problems;
    }
}
