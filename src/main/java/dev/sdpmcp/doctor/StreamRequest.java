package dev.sdpmcp.doctor;

import dev.sdpmcp.config.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * HTTP/1.1 requests to the public URL with an API key. Each has its own connection and a timeout, and follows no
 * redirect.
 *
 * @param inAuthorization whether the key is sent in {@code Authorization: Bearer} instead of {@code X-API-Key}
 */
record StreamRequest(URI url, Secret key, boolean inAuthorization) {

    /** Until the headers of a response have arrived. */
    static final Duration LIMIT = Duration.ofSeconds(8);

    StreamRequest withAuthorization() {
        return new StreamRequest(url, key, true);
    }

    Response open(String encoding) throws IOException, InterruptedException {
        return send(to(url).header("Accept", "text/event-stream").header("Accept-Encoding", encoding));
    }

    /** Sends this message and returns the status. */
    int post(URI target, String message) throws IOException, InterruptedException {
        return status(to(target)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(message)));
    }

    /** Requests another resource of the server, relative to the stream, and returns the status. */
    int get(String path) throws IOException, InterruptedException {
        return status(to(url.resolve(path)));
    }

    private HttpRequest.Builder to(URI target) {
        HttpRequest.Builder request = HttpRequest.newBuilder(target).header("User-Agent", "sdp-mcp-doctor");
        return inAuthorization
                ? request.header("Authorization", "Bearer " + key.reveal())
                : request.header("X-API-Key", key.reveal());
    }

    private static int status(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (Response response = send(request)) {
            return response.status();
        }
    }

    /** The timeout is not that of the request: newer JDKs apply it to the body too, and a stream has no end. */
    private static Response send(HttpRequest.Builder builder) throws IOException, InterruptedException {
        HttpRequest request = builder.build();
        // otherwise an unknown name and a closed port give the same exception
        InetAddress.getAllByName(request.uri().getHost());
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(HttpClient.Builder.NO_PROXY)
                .build();
        CompletableFuture<HttpResponse<InputStream>> exchange =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
        try {
            return new Response(client, exchange.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException late) {
            throw new HttpTimeoutException("no response within " + LIMIT.toSeconds() + " s");
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException cause ? cause : new IOException(failed.getCause());
        } finally {
            if (!exchange.isDone() || exchange.isCompletedExceptionally()) {
                client.shutdownNow();
            }
        }
    }

    static final class StreamEnded extends IOException {
        private static final long serialVersionUID = 1L;

        StreamEnded() {
            super("the stream was ended by the other side");
        }
    }

    /** Response whose body is read as it arrives, within timeouts and bounds. Not thread-safe. */
    static final class Response implements AutoCloseable {

        private static final int MAX_LINE = 8 * 1024;
        private static final int MAX_BODY = 64 * 1024;

        private final HttpClient client;
        private final HttpResponse<InputStream> response;
        private volatile boolean expired;

        Response(HttpClient client, HttpResponse<InputStream> response) {
            this.client = client;
            this.response = response;
        }

        HttpResponse<?> head() {
            return response;
        }

        int status() {
            return response.statusCode();
        }

        /** Empty if there is none. */
        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** Without parameters, in lower case. */
        String contentType() {
            return header("Content-Type").replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        }

        /**
         * Returns the first line of this kind, or empty if none arrives in time; nothing can be read after that.
         *
         * @throws StreamEnded if the stream ends first
         */
        Optional<String> awaitLine(Predicate<String> kind, Duration limit) throws IOException {
            CompletableFuture<Void> timeout = closeAfter(limit);
            try {
                String line = line();
                while (!kind.test(line)) {
                    line = line();
                }
                return Optional.of(line);
            } catch (StreamEnded ended) {
                if (expired) {
                    return Optional.empty();
                }
                throw ended;
            } finally {
                timeout.cancel(false);
            }
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int next = read(); next != '\n'; next = read()) {
                if (next < 0) {
                    throw new StreamEnded();
                }
                line.append((char) next);
                if (line.length() > MAX_LINE) {
                    throw new IOException("a line of the response is longer than " + MAX_LINE + " bytes");
                }
            }
            return line.toString().replaceFirst("\r$", "");
        }

        /** The part of the body that arrives in time, up to a maximum. */
        String body(Duration limit) {
            CompletableFuture<Void> timeout = closeAfter(limit);
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (int next = read(); next >= 0 && body.size() < MAX_BODY; next = read()) {
                body.write(next);
            }
            timeout.cancel(false);
            return body.toString(StandardCharsets.UTF_8);
        }

        /** A negative number at the end, however the connection ended. */
        private int read() {
            try {
                return response.body().read();
            } catch (IOException ended) {
                return -1;
            }
        }

        private CompletableFuture<Void> closeAfter(Duration limit) {
            return CompletableFuture.runAsync(
                    () -> {
                        expired = true;
                        close();
                    },
                    CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS));
        }

        @Override
        public void close() {
            try {
                response.body().close();
            } catch (IOException closed) {
                System.getLogger(StreamRequest.class.getName())
                        .log(System.Logger.Level.DEBUG, "a connection was not closed in order", closed);
            }
            client.shutdownNow();
        }
    }
}
