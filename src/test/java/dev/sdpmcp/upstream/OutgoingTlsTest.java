package dev.sdpmcp.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.sdpmcp.persistence.TestAuthority;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The v3 API is called only if the certificate is trusted and contains the host name. */
@Tag("component")
class OutgoingTlsTest {

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Collection<String> received = new ConcurrentLinkedQueue<>();
    private SSLContext before;
    private TestAuthority authority;

    @BeforeEach
    void trustTheAuthority() throws Exception {
        authority = TestAuthority.in(folder);
        before = SSLContext.getDefault();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(Files.newInputStream(authority.trustStore()), "changeit".toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext trusting = SSLContext.getInstance("TLS");
        trusting.init(null, trust.getTrustManagers(), null);
        SSLContext.setDefault(trusting);
    }

    @AfterEach
    void trustAsEver() throws NoSuchAlgorithmException {
        SSLContext.setDefault(before);
        threads.shutdownNow();
    }

    private void ask(TestAuthority.Issued certificate) throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
        server.createContext("/", exchange -> {
            received.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            URI base = URI.create("https://localhost:" + server.getAddress().getPort());
            new ServiceDeskHttp(base, UpstreamLimits.DEFAULT, threads, new UpstreamClock(new MonotonicClock()))
                    .exchange(new ApiCall("GET", "requests", "requests"), CallInput.of(null), "the-token", Map.of());
        } finally {
            server.stop(0);
        }
    }

    @Test
    void the_token_is_sent_to_a_host_with_a_matching_certificate() throws Exception {
        ask(authority.issue("right", "DNS:localhost"));

        assertThat(received).containsExactly("Zoho-oauthtoken the-token");
    }

    @Test
    void the_token_is_sent_to_no_other_host() {
        assertThatThrownBy(() -> ask(authority.issue("other", "DNS:evil.example")))
                .isInstanceOf(UpstreamFailure.Unavailable.class)
                .hasMessageContaining("certificate");
        assertThatThrownBy(() -> ask(authority.selfSigned("self", "DNS:localhost")))
                .isInstanceOf(UpstreamFailure.Unavailable.class)
                .hasMessageContaining("certificate is not trusted here");
        assertThat(received).isEmpty();
    }
}
