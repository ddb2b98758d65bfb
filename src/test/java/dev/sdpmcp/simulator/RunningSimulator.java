package dev.sdpmcp.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One simulator for a test class, reset before each test, with a client that talks to it over HTTP. */
final class RunningSimulator implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback, AutoCloseable {
    static final String API = "/app/itdesk/api/v3";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final SimulatorOptions options;
    private @Nullable Simulator simulator;
    private String token = "";

    RunningSimulator(SimulatorOptions options) {
        this.options = options;
    }

    static RunningSimulator withDefaults() {
        return new RunningSimulator(SimulatorOptions.defaults());
    }

    RunningSimulator started() {
        try {
            simulator = Simulator.start(options);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        started();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        sim("POST", "/reset", "");
        token = "";
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        if (simulator != null) {
            simulator.close();
        }
    }

    SimulatorOptions options() {
        return options;
    }

    URI uri(String path) {
        if (simulator == null) {
            throw new IllegalStateException("not started");
        }
        return URI.create(simulator.baseUri() + path);
    }

    Answer get(String path) {
        return call("GET", path, "");
    }

    Answer get(String path, String input) {
        return call("GET", path, input);
    }

    Answer post(String path, String input) {
        return call("POST", path, input);
    }

    Answer put(String path, String input) {
        return call("PUT", path, input);
    }

    Answer delete(String path) {
        return call("DELETE", path, "");
    }

    /** A list with this list_info. */
    Answer list(String path, String listInfo) {
        return get(path, "{'list_info':" + listInfo + "}");
    }

    /** A call of the API with a valid token; input in JSON, with apostrophes for quotation marks. */
    Answer call(String method, String path, String input) {
        String data = input.isEmpty() ? "" : "input_data=" + encode(input.replace('\'', '"'));
        boolean inQuery = method.equals("GET") && !data.isEmpty();
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(API + path + (inQuery ? "?" + data : "")))
                .header("Authorization", "Zoho-oauthtoken " + token())
                .header("Accept", "application/vnd.manageengine.sdp.v3+json");
        if (inQuery || data.isEmpty()) {
            return send(request.method(method, BodyPublishers.noBody()));
        }
        return send(request.header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, BodyPublishers.ofString(data)));
    }

    /** A call of a control endpoint. */
    Answer sim(String method, String path, String body) {
        return send(HttpRequest.newBuilder(uri("/_sim" + path))
                .method(method, BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    void settings(String changes) {
        Answer answer = sim("POST", "/settings", changes);
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.text());
        }
    }

    void advance(Duration time) {
        sim("POST", "/clock", "{'advance_seconds':" + time.toSeconds() + "}");
    }

    /** A form sent to an OAuth address. */
    Answer form(String path, Map<String, String> parameters) {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encode(parameters))));
    }

    /** The parameters of the refresh grant, with one of them replaced. */
    Map<String, String> refresh(String name, String value) {
        Map<String, String> parameters = new LinkedHashMap<>(Map.of(
                "grant_type", "refresh_token",
                "client_id", options.credentials().clientId(),
                "client_secret", options.credentials().clientSecret(),
                "refresh_token", options.credentials().refreshToken()));
        parameters.put(name, value);
        return parameters;
    }

    String newToken() {
        return form("/oauth/v2/token", refresh("grant_type", "refresh_token"))
                .at("/access_token")
                .asText();
    }

    String token() {
        if (token.isEmpty()) {
            token = newToken();
        }
        return token;
    }

    void useToken(String other) {
        token = other;
    }

    /** Calls with a token of this scope from now on. */
    void useScope(String scope) {
        Map<String, String> grant = refresh("grant_type", "client_credentials");
        grant.put("scope", scope);
        useToken(form("/oauth/v2/token", grant).at("/access_token").asText());
    }

    /** The long id of the record of a set-up list with this name. */
    String id(String path, String name) {
        return list(path, "{'row_count':100,'search_fields':{'name':'" + name + "'}}")
                .at("/" + path.substring(1) + "/0/id")
                .asText();
    }

    /** The long id of a new request. */
    String newRequest() {
        return post("/requests", "{'request':{'subject':'A ticket of a test'}}")
                .at("/request/id")
                .asText();
    }

    Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString());
            return new Answer(response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static String encode(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** An HTTP answer. */
    record Answer(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        String text() {
            return response.body();
        }

        JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (IOException e) {
                throw new UncheckedIOException(response.body(), e);
            }
        }

        JsonNode at(String pointer) {
            return json().at(pointer);
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** HTTP status and the first inner code: {@code 400/4012}. */
        String verdict() {
            return status() + "/"
                    + at("/response_status/messages/0/status_code").asText();
        }

        /** The field, or the fields, of the first inner message. */
        String fields() {
            JsonNode message = at("/response_status/messages/0");
            return message.path("fields").isArray()
                    ? message.path("fields").toString().replace('"', '\'')
                    : message.path("field").asText();
        }

        String message() {
            return at("/response_status/messages/0/message").asText();
        }
    }
}
