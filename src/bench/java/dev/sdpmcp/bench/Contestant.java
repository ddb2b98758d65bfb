package dev.sdpmcp.bench;

import dev.sdpmcp.bench.load.Driver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** One of several servers that are compared in one run, and the load for it. */
record Contestant(String name, BenchServer server, Driver driver, RoundMeter meter) implements AutoCloseable {

    static final String AUDITOR_KEY = "auditors-key-auditors-key-auditors-key-auditors";

    static Contestant start(
            BenchSettings settings, Path home, String name, Path dataFolder, Map<String, String> configuration)
            throws IOException, InterruptedException {
        Map<String, String> all = new HashMap<>(configuration);
        all.put("SDP_DATA_DIR", dataFolder.toString());
        all.put("SDP_ADMIN_API_KEYS", "auditor:" + AUDITOR_KEY);
        BenchServer server = BenchServer.start(settings, home, "server-" + name, all);
        Driver driver = new Driver(server.address(), BenchServer.API_KEY);
        return new Contestant(name, server, driver, new RoundMeter(driver, server.figures()));
    }

    @Override
    public void close() throws IOException {
        driver.close();
        server.close();
    }
}
