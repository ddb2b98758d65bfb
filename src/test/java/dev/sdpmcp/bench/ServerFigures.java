package dev.sdpmcp.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What Linux says of a process. */
final class ServerFigures {

    /** USER_HZ: fixed at 100 for programs, whatever the kernel itself uses. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER_TIME = 13 - 2;
    private static final int SYSTEM_TIME = 14 - 2;

    private final Path process;

    ServerFigures(long pid) {
        this.process = Path.of("/proc", Long.toString(pid));
    }

    /** CPU time used so far, of all its threads, user and system. */
    double cpuSeconds() throws IOException {
        String stat = Files.readString(process.resolve("stat"));
        String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(afterName[USER_TIME]) + Long.parseLong(afterName[SYSTEM_TIME])) / TICKS_PER_SECOND;
    }

    /** Memory resident now, in kB. */
    long residentKilobytes() throws IOException {
        return status("VmRSS:");
    }

    long threads() throws IOException {
        return status("Threads:");
    }

    private long status(String key) throws IOException {
        List<String> lines = Files.readAllLines(process.resolve("status"));
        return lines.stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }
}
