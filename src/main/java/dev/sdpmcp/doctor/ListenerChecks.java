package dev.sdpmcp.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.config.HttpSettings;
import dev.sdpmcp.doctor.StreamWatch.StreamRefusal;
import java.io.EOFException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Checks of the address that the server listens on, and of the public URL through which clients open a stream. */
record ListenerChecks(CheckContext context) {

    private static final Duration PORT_LIMIT = Duration.ofSeconds(5);
    private static final int MAX_RESPONSE = 64 * 1024;
    private static final int OK = 200;
    private static final int UNAUTHORISED = 401;
    private static final String EVENT_STREAM = "text/event-stream";
    private static final String IDENTITY = "identity";
    private static final String GZIP = "gzip";

    /** Whether the server can listen at its address, or does so already. */
    Check port() {
        return Check.of("port", this::portFindings).after(ConfigurationChecks.CONFIGURATION);
    }

    private List<Finding> portFindings() throws IOException {
        HttpSettings http = context.configuration().http();
        InetAddress address = InetAddress.getByName(http.host());
        String listener = http.host() + " port " + http.port();
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, http.port()), 1);
            return List.of(Finding.ok(listener + " is free; no server runs there"));
        } catch (BindException refused) {
            return occupied(http, address, listener, String.valueOf(refused.getMessage()));
        }
    }

    private List<Finding> occupied(HttpSettings http, InetAddress address, String listener, String refusal) {
        InetAddress reachable = address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
        InetSocketAddress server = new InetSocketAddress(reachable, http.port());
        try {
            Answer health = ask(server, http, "/health");
            if (!health.isHealth() && !health.isRefusal()) {
                return List.of(otherProgram(listener));
            }
            context.setServerRuns();
            if (health.isRefusal()) {
                return List.of(refused(listener, reachable, health));
            }
            List<Finding> findings = new ArrayList<>();
            findings.add(Finding.ok("running: an sdp-mcp server answers at " + listener + ", up for "
                    + health.body().path("uptime").asLong() + " s"));
            addUnready(ask(server, http, "/health/ready").body(), findings);
            return findings;
        } catch (JsonProcessingException notJson) {
            return List.of(otherProgram(listener));
        } catch (IOException silent) {
            return List.of(
                    refusal.contains("in use")
                            ? otherProgram(listener)
                            : Finding.fail(
                                    "no server can listen on " + listener + " (" + refusal + ")",
                                    "Set SDP_HTTP_HOST to an address of this machine, and SDP_HTTP_PORT to 1024"
                                            + " or more."));
        }
    }

    private static Finding otherProgram(String listener) {
        return Finding.fail(
                listener + " is used by another program",
                "Find it with \"ss -ltnp\" (or lsof -i) and stop it, or set SDP_HTTP_PORT to another port.");
    }

    /** JSON response of an HTTP server. */
    private record Answer(int status, JsonNode body) {

        boolean isHealth() {
            return status == OK && "sse".equals(body.path("transport").asText());
        }

        /** Whether it has the form of our server's refusals; the allowlist applies to {@code /health} too. */
        boolean isRefusal() {
            return status != OK
                    && body.path("error").isTextual()
                    && body.path("requestId").isTextual();
        }
    }

    private static Finding refused(String listener, InetAddress from, Answer refusal) {
        String error = refusal.body().path("error").asText();
        String running = "running: an sdp-mcp server answers at " + listener + " and refuses this check with HTTP "
                + refusal.status() + " \"" + error + "\"";
        return error.equals(StreamRefusal.ADDRESS_NOT_ALLOWED)
                ? Finding.warn(
                        running + ", because SDP_ALLOWED_IPS does not contain " + from.getHostAddress(),
                        "Nothing, unless this check should report readiness: then add that address.")
                : Finding.warn(running, StreamRefusal.DOCUMENTED);
    }

    /**
     * A socket, because HttpClient does not allow a Host header that differs from the address; HTTP/1.0, because its
     * responses are not chunked and end with the connection.
     */
    private static Answer ask(InetSocketAddress server, HttpSettings http, String path) throws IOException {
        String name = http.allowedHosts().getFirst();
        String host = (name.contains(":") ? "[" + name + "]" : name) + ":" + http.port();
        try (Socket socket = new Socket()) {
            socket.setSoTimeout((int) PORT_LIMIT.toMillis());
            socket.connect(server, (int) PORT_LIMIT.toMillis());
            String request = "GET " + path + " HTTP/1.0\r\nHost: " + host + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String response = new String(socket.getInputStream().readNBytes(MAX_RESPONSE), StandardCharsets.UTF_8);
            String[] parts = response.split("\r\n\r\n", 2);
            if (parts.length < 2 || !parts[0].matches("(?s)HTTP/1\\.[01] [0-9]{3}.*")) {
                throw new ProtocolException("the answer is not HTTP");
            }
            return new Answer(Integer.parseInt(parts[0].split(" ", 3)[1].substring(0, 3)), Report.tree(parts[1]));
        }
    }

    private static void addUnready(JsonNode readiness, List<Finding> findings) {
        for (JsonNode check : readiness.path("checks")) {
            if ("DOWN".equals(check.path("status").asText())) {
                findings.add(Finding.fail(
                        "the running server is not ready: " + check.path("name").asText(),
                        check.at("/data/todo").asText("Read its log, which has the reason.")));
            }
        }
    }

    /** Opens a stream through the public URL, as a client does, and reports the effects of the proxy in between. */
    Check stream() {
        return Check.of("stream", this::streamFindings)
                .after(ConfigurationChecks.CONFIGURATION)
                .within(StreamWatch.MAX_INTERVAL.plusSeconds(60));
    }

    private List<Finding> streamFindings() throws InterruptedException {
        Optional<URI> url = context.configuration().http().publicUrl();
        if (url.isEmpty()) {
            return List.of(Finding.skip(
                    "no public URL is known; give it with --url https://HOST/sse, or keep it in SDP_PUBLIC_URL"));
        }
        try {
            return open(new StreamRequest(
                    url.get(),
                    context.configuration().access().apiKeys().getFirst().secret(),
                    false));
        } catch (IOException failure) {
            return List.of(failed(url.get(), failure));
        }
    }

    private Finding failed(URI url, IOException failure) {
        return switch (failure) {
            case HttpTimeoutException silent ->
                Finding.fail(
                        "nothing came from " + url + " within " + StreamRequest.LIMIT.toSeconds()
                                + " s: a proxy or firewall in between holds the answer back or blocks it",
                        "Switch buffering of /sse off in the proxy (nginx: proxy_buffering off), and check the"
                                + " firewall.");
            case UnknownHostException unknown ->
                Finding.fail(
                        "the name " + url.getHost() + " cannot be resolved",
                        "Correct the public URL, or add the name to the DNS.");
            case SSLException refused ->
                Finding.fail(
                        "no TLS with " + url.getHost() + " (" + refused.getMessage() + ")",
                        "Give the proxy a valid certificate for this name with its whole chain; for your own authority,"
                                + " -Djavax.net.ssl.trustStore=FILE in SDP_JAVA_OPTS, and clients need it too.");
            case ConnectException closed ->
                context.serverRuns()
                        ? Finding.fail(
                                "nothing listens at " + url, "Start the proxy, and open its port in the firewall.")
                        : Finding.skip("no server runs here, and nothing listens at " + url);
            default ->
                Finding.fail(
                        "the exchange with " + url + " broke (" + reason(failure) + ")",
                        "Read the log of the program that listens there; is it an HTTP server?");
        };
    }

    private static String reason(IOException failure) {
        if (failure instanceof ProtocolException) {
            return "the answer is not HTTP";
        }
        return failure.getCause() instanceof EOFException
                ? "the connection was closed without an answer"
                : String.valueOf(failure.getMessage());
    }

    private List<Finding> open(StreamRequest request) throws IOException, InterruptedException {
        try (StreamRequest.Response stream = request.open(GZIP)) {
            List<Finding> findings = new ArrayList<>();
            NetworkChecks.expiryWarning(stream.head(), request.url().getHost()).ifPresent(findings::add);
            if (!isStream(stream)) {
                findings.addAll(refused(request, stream));
            } else if (isCompressed(stream)) {
                findings.add(Finding.warn(
                        "the stream is compressed on its way (" + stream.header("Content-Encoding") + ")",
                        "Switch compression of text/event-stream off in the proxy: it holds events back."));
                findings.addAll(uncompressed(request));
            } else {
                addDroppedAuthorization(request, findings);
                findings.addAll(watch(request, stream));
            }
            return findings;
        }
    }

    private List<Finding> uncompressed(StreamRequest request) throws IOException, InterruptedException {
        try (StreamRequest.Response stream = request.open(IDENTITY)) {
            return isStream(stream) && !isCompressed(stream)
                    ? watch(request, stream)
                    : List.of(Finding.fail(
                            "the stream is compressed even for clients that cannot read that",
                            "Switch compression of text/event-stream off in the proxy."));
        }
    }

    private List<Finding> refused(StreamRequest request, StreamRequest.Response response)
            throws IOException, InterruptedException {
        StreamRefusal refusal = StreamRefusal.of(request.url(), response, response.body(StreamRequest.LIMIT));
        if (!refusal.error().equals(StreamRefusal.KEY_REQUIRED)) {
            return List.of(refusal.finding());
        }
        StreamRequest other = request.withAuthorization();
        try (StreamRequest.Response stream = other.open(IDENTITY)) {
            if (!isStream(stream)) {
                return List.of(refusal.finding());
            }
            List<Finding> findings = new ArrayList<>();
            findings.add(Finding.warn(
                    "a proxy in between drops the header X-API-Key, while Authorization gets through",
                    "Have the proxy pass it on, or have clients send Authorization: Bearer KEY."));
            findings.addAll(watch(other, stream));
            return findings;
        }
    }

    /** Many clients can send no other header. */
    private static void addDroppedAuthorization(StreamRequest request, List<Finding> findings)
            throws IOException, InterruptedException {
        if (request.withAuthorization().get("rate-limit-status") == UNAUTHORISED) {
            findings.add(Finding.warn(
                    "a proxy in between drops the header Authorization, while X-API-Key gets through",
                    "Have the proxy pass it on, or have clients send X-API-Key."));
        }
    }

    private List<Finding> watch(StreamRequest request, StreamRequest.Response stream)
            throws IOException, InterruptedException {
        return new StreamWatch(
                        request, stream, context.configuration().sessions().keepAliveInterval())
                .findings();
    }

    private static boolean isStream(StreamRequest.Response response) {
        return response.status() == OK && response.contentType().equals(EVENT_STREAM);
    }

    private static boolean isCompressed(StreamRequest.Response response) {
        return !List.of("", IDENTITY).contains(response.header("Content-Encoding"));
    }
}
