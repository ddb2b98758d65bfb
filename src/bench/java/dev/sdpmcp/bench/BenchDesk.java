package dev.sdpmcp.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The simulated help desk, which answers at once. Ends with us, since it then has no input any more. */
final class BenchDesk implements AutoCloseable {

    private static final String READY = "simulator ready: ";
    private static final String WORD = "bench";

    private final Process process;
    private final String address;

    private BenchDesk(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** @param home as {@link BenchHome#layOut} has made it */
    static BenchDesk start(Path home) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-jar",
                        home.resolve("target/sdp-simulator.jar").toString(),
                        "--exit-with-parent",
                        "--port",
                        "0",
                        "--client-id",
                        WORD,
                        "--client-secret",
                        WORD,
                        "--refresh-token",
                        WORD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader lines = process.inputReader();
        String line = lines.readLine();
        while (line != null && !line.startsWith(READY)) {
            line = lines.readLine();
        }
        if (line == null) {
            throw new IllegalStateException("The simulator did not start");
        }
        return new BenchDesk(process, line.substring(READY.length()).strip());
    }

    /** What has a server use this desk, as fast as it can. */
    Map<String, String> configuration() {
        return Map.of(
                "SDP_BASE_URL", address,
                "SDP_ACCOUNTS_URL", address,
                "SDP_CLIENT_ID", WORD,
                "SDP_CLIENT_SECRET", WORD,
                "SDP_REFRESH_TOKEN", WORD,
                "SDP_RATE_LIMIT_PER_MINUTE", "100000");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
