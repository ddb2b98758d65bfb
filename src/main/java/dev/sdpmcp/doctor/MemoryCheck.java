package dev.sdpmcp.doctor;

import com.sun.management.OperatingSystemMXBean;
import dev.sdpmcp.config.reading.ConfigurationKey;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Whether the heap that the server will ask for fits into the memory of this machine or container. */
final class MemoryCheck implements Check {

    private static final long MIB = 1024L * 1024;

    /** Classes, compiled code, threads and buffers, as measured with a thousand sessions. */
    private static final long BESIDE_HEAP = 350 * MIB;

    private static final long LEAST_HEAP = 256 * MIB;
    private static final int SHARE_WITHOUT_OPTION = 25;
    private static final Pattern LARGEST_HEAP = Pattern.compile("(?m)(?:^|\\s)-Xmx([0-9]{1,12})([kKmMgG]?)(?=\\s|$)");
    private static final Pattern SHARE = Pattern.compile("-XX:MaxRAMPercentage=([0-9]{1,3})");

    private final Installation installation;
    private final long memory;

    MemoryCheck(Installation installation) {
        this(installation, ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize());
    }

    /** @param memory bytes that the server may have in all */
    MemoryCheck(Installation installation, long memory) {
        this.installation = installation;
        this.memory = memory;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public List<Finding> examine() throws IOException {
        long heap = heap();
        String found =
                "%,d MiB for this machine or container, a heap of %,d MiB at most".formatted(memory / MIB, heap / MIB);
        if (heap + BESIDE_HEAP > memory) {
            return List.of(Finding.warn(
                    found + " and some " + BESIDE_HEAP / MIB + " MiB beside it do not fit",
                    "Give it more memory, or a smaller heap with -Xmx in SDP_JAVA_OPTS."));
        }
        if (heap < LEAST_HEAP) {
            return List.of(Finding.warn(found, "Give it " + LEAST_HEAP / MIB + " MiB of heap or more."));
        }
        return List.of(Finding.ok(found));
    }

    /** What stands last wins; a number wins over a share. */
    private long heap() throws IOException {
        StringBuilder options = new StringBuilder();
        for (Path file : installation.jvmOptions()) {
            if (Files.isReadable(file)) {
                options.append(Files.readString(file).replaceAll("(?m)^#.*$", ""))
                        .append('\n');
            }
        }
        options.append(installation.given(ConfigurationKey.SDP_JAVA_OPTS).orElse(""));
        OptionalLong number = LARGEST_HEAP
                .matcher(options)
                .results()
                .mapToLong(MemoryCheck::bytes)
                .reduce((a, b) -> b);
        int share = SHARE.matcher(options)
                .results()
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .reduce((a, b) -> b)
                .orElse(SHARE_WITHOUT_OPTION);
        return number.orElse(memory / 100 * share);
    }

    private static long bytes(MatchResult heap) {
        long number = Long.parseLong(heap.group(1));
        return switch (heap.group(2)) {
            case "k", "K" -> number * 1024;
            case "m", "M" -> number * MIB;
            case "g", "G" -> number * 1024 * MIB;
            default -> number;
        };
    }
}
