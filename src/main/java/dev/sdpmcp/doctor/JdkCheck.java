package dev.sdpmcp.doctor;

import java.util.List;

/** The Java runtime that this program was started with, which is the one that the server gets. */
final class JdkCheck implements Check {

    private static final int OLDEST = 21;

    @Override
    public String name() {
        return "jdk";
    }

    @Override
    public List<Finding> examine() {
        String found = "Java %s of %s in %s"
                .formatted(Runtime.version(), System.getProperty("java.vendor"), System.getProperty("java.home"));
        return List.of(
                Runtime.version().feature() >= OLDEST
                        ? Finding.ok(found)
                        : Finding.fail(
                                found + " is too old",
                                "Install a JDK " + OLDEST + " or newer and set JAVA_HOME to it."));
    }
}
