package dev.sdpmcp.doctor;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Named check of one part of an installation. {@link CheckRunner} runs it once, on a separate thread.
 *
 * @param name stable, because scripts look for it in the JSON; lower case, words joined by {@code -}
 * @param needs names of earlier checks; this one is skipped unless all of them passed
 * @param limit timeout; then the thread is interrupted and the check has failed
 * @param body returns at least one finding, with advice where something is wrong; an exception counts as a failure
 */
record Check(String name, Set<String> needs, Duration limit, Callable<List<Finding>> body) {

    private static final Duration DEFAULT_LIMIT = Duration.ofSeconds(15);

    Check {
        needs = Set.copyOf(needs);
    }

    /** A check that needs no other and has the default timeout. */
    static Check of(String name, Callable<List<Finding>> body) {
        return new Check(name, Set.of(), DEFAULT_LIMIT, body);
    }

    /** A check with one finding. */
    static Check one(String name, Callable<Finding> body) {
        return of(name, () -> List.of(body.call()));
    }

    Check after(String... earlier) {
        return new Check(name, Set.of(earlier), limit, body);
    }

    Check within(Duration timeout) {
        return new Check(name, needs, timeout, body);
    }

    List<Finding> run() throws Exception {
        return body.call();
    }
}
