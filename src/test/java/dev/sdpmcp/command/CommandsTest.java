package dev.sdpmcp.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands as the launcher calls them, with a proxy as the only connection to Zoho. */
@Tag("component")
class CommandsTest {

    private static final List<String> PROPERTIES = List.of("https.proxyHost", "https.proxyPort");
    private static final String TO_ZOHO = "CONNECT accounts.invalid:443 HTTP/1.1";
    private static final byte[] REFUSAL = "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final ServerSocket proxy;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    CommandsTest() throws IOException {
        proxy = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread refusing = new Thread(this::refuseAll, "proxy");
        refusing.setDaemon(true);
        refusing.start();
    }

    @BeforeEach
    @AfterEach
    void forgetTheProxy() {
        PROPERTIES.forEach(System::clearProperty);
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        ConfigProviderResolver.setInstance(null);
    }

    @Test
    void authorize_uses_the_proxy_of_the_server() {
        int exitCode = run("authorize", "1000.0123abcd.4567ef89");

        assertThat(asked).startsWith(TO_ZOHO);
        assertThat(exitCode).as(printed.toString(StandardCharsets.UTF_8)).isEqualTo(CommandResult.FAILED);
    }

    @Test
    void the_doctor_uses_the_proxy_of_the_server() throws Exception {
        Commands.examine(folder, folder.resolve(".env"), Set.of("json"), List.of(), values(), output());

        assertThat(asked).contains(TO_ZOHO);
    }

    @Test
    void system_properties_of_this_jvm_take_precedence() {
        System.setProperty("https.proxyHost", "here.example.com");

        run("verify-audit", null);

        assertThat(System.getProperty("https.proxyHost")).isEqualTo("here.example.com");
        assertThat(System.getProperty("https.proxyPort")).isEqualTo(String.valueOf(proxy.getLocalPort()));
    }

    private int run(String name, @Nullable String argument) {
        return Commands.run(name, argument, values(), output(), output());
    }

    private PrintStream output() {
        return new PrintStream(printed, true, StandardCharsets.UTF_8);
    }

    private Map<String, String> values() {
        return Map.of(
                "SDP_DATA_DIR", folder.resolve("data").toString(),
                "SDP_API_KEYS", "somebody:" + "k".repeat(40),
                "SDP_CLIENT_ID", "1000.CLIENT",
                "SDP_CLIENT_SECRET", "a-client-secret",
                "SDP_REFRESH_TOKEN", "1000.refresh.token",
                "SDP_INSTANCE_NAME", "itdesk",
                "SDP_BASE_URL", "https://sdp.invalid",
                "SDP_ACCOUNTS_URL", "https://accounts.invalid",
                "SDP_JAVA_OPTS",
                        "-Xmx1g -Dhttps.proxyHost=127.0.0.1 -Dhttps.proxyPort=" + proxy.getLocalPort() + " -Xss1m");
    }

    private void refuseAll() {
        while (!proxy.isClosed()) {
            try (Socket client = proxy.accept()) {
                asked.add(new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))
                        .readLine());
                client.getOutputStream().write(REFUSAL);
            } catch (IOException goneOrClosed) {
                // continues with the next one until the test ends
            }
        }
    }
}
