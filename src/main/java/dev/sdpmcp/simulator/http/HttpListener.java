package dev.sdpmcp.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sdpmcp.simulator.http.HttpReply.Ending;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * HTTP listener on the JDK server: passes calls to a handler and sends its answers. At most {@value
 * #THREADS} calls run at once and {@value #WAITING} wait; a body is at most {@value #MAX_BODY} bytes.
 */
public final class HttpListener implements AutoCloseable {
    static final int MAX_BODY = 10 * 1024 * 1024;

    private static final int THREADS = 32;
    private static final int WAITING = 1024;
    private static final int BACKLOG = 1024;
    private static final System.Logger LOG = System.getLogger(HttpListener.class.getName());

    /** Answers HTTP calls. Thread-safe; does not throw. */
    public interface Handler {
        /** Answers one call. */
        HttpReply answer(HttpCall call);
    }

    private final HttpServer server;
    private final ThreadPoolExecutor threads;

    static {
        // Without it, the two small writes of an answer wait for each other's acknowledgement: 40 ms a call.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    /**
     * Starts to listen.
     *
     * @throws IOException if the address cannot be bound
     */
    public HttpListener(InetSocketAddress address, Handler handler) throws IOException {
        server = HttpServer.create(address, BACKLOG);
        threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                Thread.ofPlatform().daemon().name("simulator-", 1).factory(),
                new ThreadPoolExecutor.CallerRunsPolicy());
        threads.allowCoreThreadTimeOut(true);
        server.setExecutor(threads);
        server.createContext("/", exchange -> serve(exchange, handler));
        server.start();
    }

    /** The port that is open. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Stops at once; running calls are interrupted. */
    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }

    private static void serve(HttpExchange exchange, Handler handler) throws IOException {
        try (exchange) {
            send(exchange, answer(exchange, handler));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "caller went away", e);
        }
    }

    private static HttpReply answer(HttpExchange exchange, Handler handler) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            return HttpReply.html(413, "Request Entity Too Large");
        }
        try {
            return handler.answer(call(exchange, body));
        } catch (IllegalArgumentException e) {
            return HttpReply.html(400, "Bad Request");
        }
    }

    private static HttpCall call(HttpExchange exchange, byte[] bytes) {
        String query = exchange.getRequestURI().getRawQuery();
        if (query != null && query.matches("(?s).*[\\[\\]{}\"<>|\\\\^`].*")) {
            throw new IllegalArgumentException("unencoded characters in the query");
        }
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        String type = headers.getOrDefault("content-type", "").toLowerCase(Locale.ROOT);
        boolean isForm = type.startsWith("application/x-www-form-urlencoded");
        String body =
                new String(bytes, type.startsWith("multipart/") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
        return new HttpCall(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                HttpCall.decode(query == null ? "" : query),
                isForm ? HttpCall.decode(body) : Map.of(),
                headers,
                body);
    }

    private static void send(HttpExchange exchange, HttpReply reply) throws IOException {
        if (reply.ending() == Ending.DROPPED) {
            return; // closing an exchange without an answer closes its connection
        }
        byte[] body = reply.body().getBytes(reply.charset());
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        boolean empty = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(reply.status(), empty ? -1 : body.length);
        if (!empty) {
            int length = reply.ending() == Ending.TRUNCATED ? body.length / 2 : body.length;
            OutputStream out = exchange.getResponseBody();
            out.write(body, 0, length);
            out.flush();
        }
    }
}
