package dev.sdpmcp.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** HTTP server on plain sockets with scripted responses; counts connections and records requests. */
public final class ScriptedServer implements AutoCloseable {

    /** A received request; header names in lower case. */
    public record Request(String method, String target, Map<String, String> headers, String body) {}

    /** A response; its {@code Content-Length} is {@code promised}, even if the body is shorter. */
    public record Reply(int status, Map<String, String> headers, String body, int promised) {

        public static final Reply HANG_UP = new Reply(0, Map.of(), "", 0);

        public static Reply json(int status, String body) {
            return of(status, "application/json", body);
        }

        public static Reply html(int status) {
            return of(status, "text/html", "<html><body>secret-internals</body></html>");
        }

        static Reply of(int status, String type, String body) {
            return new Reply(status, Map.of("Content-Type", type), body, body.getBytes(StandardCharsets.UTF_8).length);
        }

        public Reply with(String header, String value) {
            Map<String, String> more = new TreeMap<>(headers);
            more.put(header, value);
            return new Reply(status, more, body, promised);
        }

        Reply cutShort() {
            return new Reply(status, headers, body, promised + 100);
        }
    }

    private final ServerSocket socket;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Function<Request, Reply> script;
    public final List<Request> requests = new CopyOnWriteArrayList<>();

    public ScriptedServer(Function<Request, Reply> script) throws IOException {
        this.script = script;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    public void answer(Function<Request, Reply> next) {
        script = next;
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + path);
    }

    /** The number of connections that the other side has closed. */
    int closedConnections() {
        return (int) open.stream().filter(ScriptedServer::isGone).count();
    }

    private static boolean isGone(Socket client) {
        try {
            client.setSoTimeout(1);
            return client.getInputStream().read() < 0;
        } catch (SocketTimeoutException stillThere) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    public int connections() {
        return connections.get();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                connections.incrementAndGet();
                open.add(client);
                daemon(() -> serve(client));
            }
        } catch (IOException closed) {
            open.clear();
        }
    }

    private void serve(Socket client) {
        try (client) {
            boolean more = true;
            while (more) {
                Request request = read(client.getInputStream());
                if (request == null) {
                    return;
                }
                requests.add(request);
                more = write(client.getOutputStream(), script.apply(request));
            }
        } catch (IOException gone) {
            open.remove(client);
        }
    }

    @SuppressWarnings("NullAway") // null: the client has closed
    private static Request read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            head.append((char) next);
        }
        String[] lines = head.toString().split("\r\n");
        Map<String, String> headers = new TreeMap<>();
        for (int i = 1; i < lines.length; i++) {
            String[] header = lines[i].split(": ", 2);
            headers.put(header[0].toLowerCase(Locale.ROOT), header[1]);
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        String[] first = lines[0].split(" ");
        return new Request(first[0], first[1], headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    private static boolean write(OutputStream out, Reply reply) throws IOException {
        if (reply.status == 0) {
            return false;
        }
        StringBuilder head = new StringBuilder("HTTP/1.1 " + reply.status + " Whatever\r\n");
        reply.headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(reply.promised).append("\r\n\r\n");
        out.write(head.toString().getBytes(StandardCharsets.UTF_8));
        byte[] body = reply.body.getBytes(StandardCharsets.UTF_8);
        out.write(body);
        out.flush();
        return body.length == reply.promised;
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket client : open) {
                client.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
