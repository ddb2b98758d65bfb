package dev.sdpmcp.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sdpmcp.config.Secret;
import dev.sdpmcp.config.UpstreamSettings.OAuthClient;
import dev.sdpmcp.simulator.Simulator;
import dev.sdpmcp.simulator.SimulatorOptions;
import dev.sdpmcp.simulator.oauth.Credentials;
import dev.sdpmcp.upstream.UpstreamLimits;
import dev.sdpmcp.upstream.oauth.AccessTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The simulator in this process, with a log of the requests that reached it. */
final class DeskWithLog implements AutoCloseable {

    private static final String API = "/api/v3/";
    private static final UpstreamLimits LIMITS = new UpstreamLimits(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            8,
            Duration.ofSeconds(20),
            8_000_000);

    private final Simulator simulator;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper mapper = new ObjectMapper();
    private final String accessToken;
    private final List<String> writes = new ArrayList<>();
    private long seen;

    DeskWithLog() throws IOException {
        simulator = Simulator.start(SimulatorOptions.defaults());
        Credentials demo = Credentials.DEMO;
        OAuthClient client = new OAuthClient(
                simulator.baseUri(),
                demo.clientId(),
                new Secret(demo.clientSecret()),
                Optional.of(new Secret(demo.refreshToken())));
        accessToken = new AccessTokens(client, LIMITS, Runnable::run, Clock.systemUTC()).current();
    }

    URI uri() {
        return simulator.baseUri();
    }

    String accessToken() {
        return accessToken;
    }

    /** Creates tickets. */
    void seed(int tickets) {
        backDoor("POST", "seed", "{\"tickets\":" + tickets + "}");
    }

    /** Applies changes at once and delays their responses. */
    void answerSlowly(Duration delay) {
        for (String method : List.of("PUT", "POST")) {
            backDoor(
                    "POST",
                    "faults",
                    "{\"kind\":\"slow\",\"path\":\"*\",\"count\":1000000,\"after_commit\":true,\"method\":\"" + method
                            + "\",\"millis\":" + delay.toMillis() + "}");
        }
    }

    void answerAtOnce() {
        backDoor("DELETE", "faults", "");
    }

    /** The changing requests, such as {@code PUT requests/1}, with any response. */
    List<String> writes() {
        look();
        return List.copyOf(writes);
    }

    /** Whether no request came since the last call of this method. */
    boolean isIdle() {
        long before = seen;
        look();
        return before == seen;
    }

    private void look() {
        for (JsonNode entry : backDoor("GET", "requests?since=" + seen, "").path("entries")) {
            seen = Math.max(seen, entry.path("sequence").asLong());
            String path = entry.path("path").asText();
            String method = entry.path("method").asText();
            if (!method.equals("GET") && path.contains(API)) {
                writes.add(method + " " + path.substring(path.indexOf(API) + API.length()));
            }
        }
    }

    private JsonNode backDoor(String method, String what, String body) {
        HttpRequest request = HttpRequest.newBuilder(uri().resolve("/_sim/" + what))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(answer.body());
            }
            return mapper.readTree(answer.body());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        simulator.close();
    }
}
