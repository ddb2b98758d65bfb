package dev.sdpmcp.bench;

import dev.sdpmcp.bench.load.Crowd;
import dev.sdpmcp.bench.load.Tally;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * How server and clients stand at one moment of a {@link Soak}.
 *
 * @param minute since the clients came
 * @param heapKilobytes that are reachable, where a full collection was made for it
 * @param sessions as the server counts them, those of clients that went unnoticed included
 * @param ready sessions as the clients count them
 * @param calls messages accepted so far that ask for an answer
 * @param wrong what happened so far and must not
 */
record SoakSample(
        int minute,
        OptionalLong heapKilobytes,
        long residentKilobytes,
        long threads,
        ServerFigures.OpenFiles files,
        ServerFigures.Connections connections,
        long sessions,
        long ready,
        long calls,
        long wrong) {

    static SoakSample take(int minute, BenchServer server, Crowd crowd, boolean withHeap)
            throws IOException, InterruptedException {
        ServerFigures figures = server.figures();
        Tally tally = crowd.tally();
        OptionalLong heap = withHeap ? OptionalLong.of(server.liveHeapKilobytes()) : OptionalLong.empty();
        return new SoakSample(
                minute,
                heap,
                figures.residentKilobytes(),
                figures.threads(),
                figures.openFiles(),
                figures.connectionsTo(server.port()),
                server.openSessions(),
                crowd.ready(),
                tally.calls(),
                tally.wrong().values().stream().mapToLong(Long::longValue).sum());
    }

    static String heading() {
        return String.format(
                "  %6s %9s %9s %7s %7s %6s %11s %10s %8s %7s %9s %5s",
                "minute",
                "heap kB",
                "RSS kB",
                "threads",
                "sockets",
                "files",
                "established",
                "close-wait",
                "sessions",
                "clients",
                "calls",
                "wrong");
    }

    @Override
    public String toString() {
        return String.format(
                "  %6d %9s %9d %7d %7d %6d %11d %10d %8d %7d %9d %5d",
                minute,
                heapKilobytes.isPresent() ? Long.toString(heapKilobytes.getAsLong()) : "",
                residentKilobytes,
                threads,
                files.sockets(),
                files.others(),
                connections.established(),
                connections.closeWait(),
                sessions,
                ready,
                calls,
                wrong);
    }
}
