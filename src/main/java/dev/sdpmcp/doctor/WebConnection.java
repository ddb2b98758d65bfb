package dev.sdpmcp.doctor;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One HTTP/1.1 exchange on a connection of its own, on a bare socket: what matters here is when each byte arrives, and what
 * is between us and the server, both of which HTTP clients hide. Not thread-safe; every read has a limit.
 */
final class WebConnection implements AutoCloseable {

    private static final int LONGEST_LINE = 8 * 1024;
    private static final int MOST_HEADERS = 100;
    private static final int LARGEST_BODY = 64 * 1024;
    private static final int STATUS_FROM = 9;
    private static final int STATUS_TO = 12;

    private final Socket socket;
    private InputStream input;
    private final StringBuilder unfinished = new StringBuilder();

    private WebConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.input = new BufferedInputStream(socket.getInputStream());
    }

    /**
     * The first line and the headers of an answer.
     *
     * @param headers names in lower case
     */
    record Head(int status, Map<String, String> headers) {

        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        /** Without parameters, in lower case. */
        String type() {
            return header("content-type").replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        }
    }

    /** Connects, with TLS for https; the certificate must be for this host. */
    static WebConnection to(URI uri, Duration limit) throws IOException {
        boolean tls = "https".equalsIgnoreCase(uri.getScheme());
        int port = uri.getPort() > 0 ? uri.getPort() : tls ? 443 : 80;
        String host = uri.getHost().replaceAll("[\\[\\]]", "");
        Socket plain = connected(new InetSocketAddress(host, port), limit);
        if (!tls) {
            return new WebConnection(plain);
        }
        try {
            SSLSocket secure = (SSLSocket)
                    ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(plain, host, port, true);
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
            secure.startHandshake();
            return new WebConnection(secure);
        } catch (IOException refused) {
            plain.close();
            throw refused;
        }
    }

    /** Connects without TLS. */
    static WebConnection to(InetSocketAddress address, Duration limit) throws IOException {
        return new WebConnection(connected(address, limit));
    }

    private static Socket connected(InetSocketAddress address, Duration limit) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setSoTimeout((int) limit.toMillis());
            socket.connect(address, (int) limit.toMillis());
            return socket;
        } catch (IOException refused) {
            socket.close();
            throw refused;
        }
    }

    /** The certificate that the other side showed. */
    Optional<X509Certificate> certificate() throws IOException {
        if (!(socket instanceof SSLSocket secure)) {
            return Optional.empty();
        }
        Certificate[] chain = secure.getSession().getPeerCertificates();
        return chain.length > 0 && chain[0] instanceof X509Certificate own ? Optional.of(own) : Optional.empty();
    }

    void send(String method, String target, Map<String, String> headers, String body) throws IOException {
        StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        headers.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        if (!body.isEmpty()) {
            request.append("Content-Length: ")
                    .append(body.getBytes(StandardCharsets.UTF_8).length)
                    .append("\r\n");
        }
        request.append("\r\n").append(body);
        socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    /** @throws java.net.SocketTimeoutException if nothing comes for so long */
    Head head(Duration limit) throws IOException {
        String first = line(limit).orElseThrow(() -> new IOException("the connection was closed without an answer"));
        if (!first.matches("HTTP/1\\.[01] [0-9]{3}.*")) {
            throw new IOException("the answer is not HTTP");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        String next = line(limit).orElse("");
        while (!next.isEmpty() && headers.size() < MOST_HEADERS) {
            int colon = Math.max(0, next.indexOf(':'));
            headers.put(
                    next.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                    next.substring(colon + 1).strip());
            next = line(limit).orElse("");
        }
        Head head = new Head(Integer.parseInt(first.substring(STATUS_FROM, STATUS_TO)), headers);
        if (head.header("transfer-encoding").toLowerCase(Locale.ROOT).contains("chunked")) {
            input = new ChunkedBody(input);
        }
        return head;
    }

    /**
     * The next line, of the head or of the body; empty at the end.
     *
     * @throws java.net.SocketTimeoutException if nothing comes for so long; what came of the line is kept for the next try
     */
    Optional<String> line(Duration limit) throws IOException {
        socket.setSoTimeout((int) Math.max(1, limit.toMillis()));
        for (int next = input.read(); next >= 0; next = input.read()) {
            if (next == '\n') {
                String line = unfinished.toString();
                unfinished.setLength(0);
                return Optional.of(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
            }
            unfinished.append((char) next);
            if (unfinished.length() > LONGEST_LINE) {
                throw new IOException("a line of the answer is longer than " + LONGEST_LINE + " bytes");
            }
        }
        return Optional.empty();
    }

    /** What follows the head, to its length or its end, cut where it gets long. */
    String body(Head head, Duration limit) throws IOException {
        socket.setSoTimeout((int) limit.toMillis());
        String length = head.header("content-length");
        int most = length.matches("[0-9]{1,9}") ? Math.min(LARGEST_BODY, Integer.parseInt(length)) : LARGEST_BODY;
        return new String(input.readNBytes(most), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            System.getLogger(WebConnection.class.getName())
                    .log(System.Logger.Level.DEBUG, "a connection did not close in order", gone);
        }
    }
}
