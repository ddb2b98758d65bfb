package dev.sdpmcp.config.reading;

import java.util.List;

/** Some values are missing or wrong. Each problem is one sentence or two that name the variable and the mend. */
public final class InvalidConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /** @param problems at least one; none of them holds a secret */
    public InvalidConfigurationException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /** Every problem found, in the order of reading. */
    public List<String> problems() {
        return problems;
    }
}
