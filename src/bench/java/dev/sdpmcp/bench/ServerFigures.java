package dev.sdpmcp.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

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

    /**
     * What the process has open.
     *
     * @param sockets of all kinds
     * @param others files, pipes and what the JVM itself needs
     */
    record OpenFiles(long sockets, long others) {}

    OpenFiles openFiles() throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.list(process.resolve("fd"))) {
            all = found.toList();
        }
        long sockets = 0;
        for (Path each : all) {
            sockets += isSocket(each) ? 1 : 0;
        }
        return new OpenFiles(sockets, all.size() - sockets);
    }

    /** Closed between listing and looking counts as none. */
    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    /**
     * Connections to a port of this process.
     *
     * @param established both sides are there
     * @param closeWait the client has gone, and the server has not noticed
     * @param others on their way out
     */
    record Connections(long established, long closeWait, long others) {}

    Connections connectionsTo(int port) throws IOException {
        List<String> states = new ArrayList<>(statesIn(process.resolve("net/tcp"), port));
        states.addAll(statesIn(process.resolve("net/tcp6"), port));
        long established = states.stream().filter("01"::equals).count();
        long closeWait = states.stream().filter("08"::equals).count();
        return new Connections(established, closeWait, states.size() - established - closeWait);
    }

    /** Of all connections of the machine whose near end is this port; those in TIME_WAIT and listeners left out. */
    private static List<String> statesIn(Path table, int port) throws IOException {
        String nearEnd = String.format(Locale.ROOT, ":%04X", port);
        return Files.readAllLines(table).stream()
                .skip(1)
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields[1].endsWith(nearEnd))
                .map(fields -> fields[3])
                .filter(state -> !state.equals("06") && !state.equals("0A"))
                .toList();
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
