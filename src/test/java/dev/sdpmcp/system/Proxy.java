package dev.sdpmcp.system;

import dev.sdpmcp.FreePort;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.awaitility.Awaitility;

/** A real proxy with the project's own configuration for it, on a port of its own in front of a server of ours. */
final class Proxy implements AutoCloseable {

    /** Tag of what takes a minute or more; {@code -Dits.excluded=none} takes it in. */
    static final String MORE = "more-proxies";

    private static final Path CONFIGURATIONS =
            Path.of(System.getProperty("sdp.project", "")).toAbsolutePath().resolve("domain-config");

    private final Process process;
    private final Path folder;
    private final Path configuration;
    private final int port;

    private Proxy(Process process, Path folder, Path configuration, int port) {
        this.process = process;
        this.folder = folder;
        this.configuration = configuration;
        this.port = port;
    }

    /** Aborts the test, loudly, where there is no such program. */
    static Proxy inFrontOf(URI server, ProxyProgram program) {
        try {
            Path executable = program.executable()
                    .orElseThrow(() -> Deployment.skipped("there is no " + program.debianPackage()
                            + " on this machine (Debian: apt-get install " + program.debianPackage() + ")"));
            Path folder = TemporaryFolder.make("sdp-mcp-" + program.debianPackage());
            makeCertificate(folder);
            int port = FreePort.pick();
            Path configuration = folder.resolve(program.configuration());
            String shipped = Files.readString(CONFIGURATIONS.resolve(program.configuration()));
            Files.writeString(
                    configuration,
                    program.adapted(shipped, new ProxyProgram.Place(folder, server.getAuthority(), port)));
            Process process = new ProcessBuilder(program.command(executable, configuration, folder))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.to(folder.resolve("output").toFile()))
                    .start();
            Proxy started = new Proxy(process, folder, configuration, port);
            Awaitility.await(program.debianPackage() + " in " + folder)
                    .atMost(60, TimeUnit.SECONDS)
                    .until(started::isListening);
            return started;
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private static void makeCertificate(Path folder) throws IOException {
        Process openssl = new ProcessBuilder(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=localhost",
                        "-keyout",
                        folder + "/server.key",
                        "-out",
                        folder + "/server.crt")
                .redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD)
                .start();
        try {
            if (!openssl.waitFor(60, TimeUnit.SECONDS) || openssl.exitValue() != 0) {
                throw new AssertionError("openssl made no certificate");
            }
            // some want both in one file
            Files.writeString(
                    folder.resolve("server.pem"),
                    Files.readString(folder.resolve("server.crt")) + Files.readString(folder.resolve("server.key")));
        } catch (InterruptedException hurried) {
            throw new AssertionError(hurried);
        }
    }

    private boolean isListening() {
        if (!process.isAlive()) {
            throw new AssertionError("it ended at once: " + said());
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** What it wrote since its start. */
    String said() {
        try {
            return Files.readString(folder.resolve("output"));
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    int port() {
        return port;
    }

    Path configuration() {
        return configuration;
    }

    Path certificate() {
        return folder.resolve("server.crt");
    }

    long pid() {
        return process.pid();
    }

    /** Whether it ends in that time. */
    boolean awaitEnd(Duration atMost) throws InterruptedException {
        return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A TLS connection from the given loopback address on which the request has been sent. */
    SSLSocket send(String fromAddress, String request) {
        try {
            Socket plain = new Socket();
            plain.bind(new InetSocketAddress(fromAddress, 0));
            plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            SSLSocket socket =
                    (SSLSocket) trustingAnybody().getSocketFactory().createSocket(plain, "localhost", port, true);
            OutputStream output = socket.getOutputStream();
            output.write(request.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            output.flush();
            return socket;
        } catch (IOException | GeneralSecurityException refused) {
            throw new AssertionError(refused);
        }
    }

    /** A whole exchange. */
    RawHttp.Answer exchange(String fromAddress, String request) {
        try (SSLSocket socket = send(fromAddress, request);
                InputStream input = socket.getInputStream()) {
            return RawHttp.parse(new String(input.readAllBytes(), StandardCharsets.ISO_8859_1));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static SSLContext trustingAnybody() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                null,
                new TrustManager[] {
                    new X509TrustManager() {
                        @Override
                        public void checkClientTrusted(X509Certificate[] chain, String type) {}

                        @Override
                        public void checkServerTrusted(X509Certificate[] chain, String type) {}

                        @Override
                        public X509Certificate[] getAcceptedIssuers() {
                            return new X509Certificate[0];
                        }
                    }
                },
                null);
        return context;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        TemporaryFolder.delete(folder);
    }
}
