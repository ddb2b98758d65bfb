package dev.sdpmcp.doctor;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Whether as many streams can be open as are allowed: each is an open file for the system. */
final class OpenFilesCheck implements Check {

    /** Jars, the database, requests beside the streams. */
    private static final int BESIDE_STREAMS = 500;

    private final CheckContext chart;
    private final OptionalLong limit;

    OpenFilesCheck(CheckContext chart) {
        this(
                chart,
                ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                        ? OptionalLong.of(system.getMaxFileDescriptorCount())
                        : OptionalLong.empty());
    }

    OpenFilesCheck(CheckContext chart, OptionalLong limit) {
        this.chart = chart;
        this.limit = limit;
    }

    @Override
    public String name() {
        return "open-files";
    }

    @Override
    public Set<String> needs() {
        return Set.of(ConfigurationCheck.NAME);
    }

    @Override
    public List<Finding> examine() {
        if (limit.isEmpty()) {
            return List.of(Finding.skip("this system does not say how many files may be open"));
        }
        int streams = chart.configuration().sessions().connectionsInTotal();
        String found =
                "%,d may be open, for %,d streams (SSE_MAX_TOTAL_CONNECTIONS)".formatted(limit.getAsLong(), streams);
        return List.of(
                limit.getAsLong() >= streams + BESIDE_STREAMS
                        ? Finding.ok(found)
                        : Finding.warn(
                                found + " is too few",
                                ("Raise it to %d (LimitNOFILE of systemd, ulimit -Hn of the shell), or lower"
                                                + " SSE_MAX_TOTAL_CONNECTIONS.")
                                        .formatted(streams + BESIDE_STREAMS)));
    }
}
