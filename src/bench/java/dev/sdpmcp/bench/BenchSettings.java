package dev.sdpmcp.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What is measured, and how much; each from a system property {@code bench.NAME}.
 *
 * @param part {@code calls}, the cold part and sessions included, {@code cold}, {@code audit} or {@code soak}
 * @param project where the build was run
 * @param sessions clients that call at the same time
 * @param calls calls of each client in a round
 * @param rounds rounds of each kind, alternating
 * @param warmup calls of each kind before anything is measured
 * @param cold numbers of calls since the start between which the cold part measures, ascending; none skips that part
 * @param idle session counts at which memory is measured, ascending; none skips that part
 * @param idleSeconds how long idle CPU is measured
 * @param jvm options of the server's JVM beside its own ({@code SDP_JAVA_OPTS}); they limit the heap, so that what sessions
 *     take is not lost in the growth of a large one
 * @param coldJvm the same for the cold part: the default heap is part of what it measures
 * @param auditRows length of the long audit trail
 * @param port the server's; 0 picks a free one
 * @param minutes of the long run
 * @param soakSessions clients of the long run
 * @param keepAliveMillis between two comments on a silent stream, in the long run
 * @param peers whether calls are compared with those of other MCP servers, which are built for it
 * @param enforce whether a missed target fails the run
 */
record BenchSettings(
        String part,
        Path project,
        int sessions,
        int calls,
        int rounds,
        int warmup,
        List<Integer> cold,
        List<Integer> idle,
        int idleSeconds,
        String jvm,
        String coldJvm,
        int auditRows,
        int port,
        int minutes,
        int soakSessions,
        int keepAliveMillis,
        boolean peers,
        boolean enforce) {

    /** Streams of clients that have gone count until the server has noticed. */
    private static final int DEAD_INCLUDED = 4;

    private static final String PREFIX = "bench.";

    static BenchSettings fromSystemProperties() {
        String part = System.getProperty(PREFIX + "part", "calls");
        return new BenchSettings(
                part,
                Path.of(System.getProperty(PREFIX + "project", "")).toAbsolutePath(),
                Integer.getInteger(PREFIX + "sessions", 100),
                Integer.getInteger(PREFIX + "calls", 500),
                Integer.getInteger(PREFIX + "rounds", 5),
                Integer.getInteger(PREFIX + "warmup", 250_000),
                numbers("cold", "0 500 2500 5000 20000 100000 200000 500000 520000"),
                numbers("idle", "1000 5000"),
                Integer.getInteger(PREFIX + "idleSeconds", 60),
                System.getProperty(PREFIX + "jvm", part.equals("soak") ? "" : "-Xmx512m"),
                System.getProperty(PREFIX + "jvm", ""),
                Integer.getInteger(PREFIX + "auditRows", 5_000_000),
                Integer.getInteger(PREFIX + "port", 0),
                Integer.getInteger(PREFIX + "minutes", 30),
                Integer.getInteger(PREFIX + "soakSessions", 1_000),
                Integer.getInteger(PREFIX + "keepAlive", 30_000),
                isOn("peers"),
                isOn("enforce"));
    }

    /** Most sessions that will be open at once. */
    int mostSessions() {
        return Math.max(
                idle.stream().mapToInt(Integer::intValue).max().orElse(0) + sessions + 1, DEAD_INCLUDED * soakSessions);
    }

    private static List<Integer> numbers(String name, String otherwise) {
        return Arrays.stream(System.getProperty(PREFIX + name, otherwise).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .map(Integer::valueOf)
                .toList();
    }

    /** {@code -Dbench.enforce} without a value is enough. */
    private static boolean isOn(String name) {
        String value = System.getProperty(PREFIX + name);
        return value != null && !value.equals("false");
    }
}
