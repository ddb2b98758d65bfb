package dev.sdpmcp.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.config.HttpSettings;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether the server can listen where it is told to, or does so already. */
final class PortCheck implements Check {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int OK = 200;

    private final CheckContext chart;

    PortCheck(CheckContext chart) {
        this.chart = chart;
    }

    @Override
    public String name() {
        return "port";
    }

    @Override
    public Set<String> needs() {
        return Set.of(ConfigurationCheck.NAME);
    }

    @Override
    public List<Finding> examine() throws IOException {
        HttpSettings http = chart.configuration().http();
        InetAddress address = InetAddress.getByName(http.host());
        String where = http.host() + " port " + http.port();
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, http.port()), 1);
            return List.of(Finding.ok(where + " is free; no server runs there"));
        } catch (BindException refused) {
            return occupied(http, address, where, String.valueOf(refused.getMessage()));
        }
    }

    private List<Finding> occupied(HttpSettings http, InetAddress address, String where, String refusal) {
        try {
            InetAddress reachable = address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
            InetSocketAddress server = new InetSocketAddress(reachable, http.port());
            Answer health = ask(server, http, "/health");
            if (health.isRefusal()) {
                chart.runServer();
                return List.of(refused(where, reachable, health));
            }
            if (!health.isHealth()) {
                return List.of(somebodyElse(where));
            }
            chart.runServer();
            List<Finding> findings = new ArrayList<>();
            findings.add(Finding.ok("running: a server of ours answers at " + where + ", up for "
                    + health.body().path("uptime").asLong() + " s"));
            addUnready(ask(server, http, "/health/ready").body(), findings);
            return findings;
        } catch (JsonProcessingException noJson) {
            return List.of(somebodyElse(where));
        } catch (IOException silent) {
            boolean foreign = refusal.contains("in use");
            return List.of(
                    foreign
                            ? somebodyElse(where)
                            : Finding.fail(
                                    "nobody can listen on " + where + " (" + refusal + ")",
                                    "Set SDP_HTTP_HOST to an address of this machine, and SDP_HTTP_PORT to 1024 or more."));
        }
    }

    private static Finding somebodyElse(String where) {
        return Finding.fail(
                where + " is used by another program",
                "Find it with \"ss -ltnp\" (or lsof -i) and stop it, or set SDP_HTTP_PORT to another port.");
    }

    /** What an HTTP server answered with a JSON document. */
    private record Answer(int status, JsonNode body) {

        boolean isHealth() {
            return status == OK && "sse".equals(body.path("transport").asText());
        }

        /** Whether it is a refusal as our server writes them; the allowlist holds for {@code /health} as well. */
        boolean isRefusal() {
            return status != OK
                    && body.path("error").isTextual()
                    && body.path("requestId").isTextual();
        }
    }

    private static Finding refused(String where, InetAddress from, Answer refusal) {
        String error = refusal.body().path("error").asText();
        String running = "running: a server of ours answers at " + where + " and refuses this check with HTTP "
                + refusal.status() + " \"" + error + "\"";
        return error.equals(StreamRefusal.ADDRESS_NOT_ALLOWED)
                ? Finding.warn(
                        running + ", since SDP_ALLOWED_IPS does not hold " + from.getHostAddress(),
                        "Nothing, unless you want to know here whether it is ready: then add that address.")
                : Finding.warn(running, "docs/troubleshooting.md lists what the server says, and why.");
    }

    private static Answer ask(InetSocketAddress server, HttpSettings http, String path) throws IOException {
        try (WebConnection connection = WebConnection.to(server, LIMIT)) {
            String name = http.allowedHosts().getFirst();
            connection.send(
                    "GET",
                    path,
                    Map.of(
                            "Host",
                            (name.contains(":") ? "[" + name + "]" : name) + ":" + http.port(),
                            "Connection",
                            "close"),
                    "");
            WebConnection.Head head = connection.head(LIMIT);
            return new Answer(head.status(), Report.tree(connection.body(head, LIMIT)));
        }
    }

    private static void addUnready(JsonNode readiness, List<Finding> findings) {
        for (JsonNode check : readiness.path("checks")) {
            if ("DOWN".equals(check.path("status").asText())) {
                findings.add(Finding.fail(
                        "the running server is not ready: " + check.path("name").asText(),
                        check.at("/data/todo").asText("Look into its log, which says why.")));
            }
        }
    }
}
