package dev.sdpmcp.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.config.StorageSettings.Encryption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** With which servers a connection is made: a real PostgreSQL with TLS, and fakes that want the password. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("component")
class DatabaseCertificateTest {

    private static final String OPENED = "opened";
    private static final String NOT_TRUSTED = "has a certificate that is not trusted (";
    private static final String OTHER_NAME = "has a certificate for another name.";

    @TempDir
    static Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private TestAuthority authority;
    private Optional<Path> root;
    private Optional<Path> otherRoot;
    private TlsPostgres real;

    @BeforeAll
    void start() {
        authority = TestAuthority.in(folder.resolve("ours"));
        root = Optional.of(authority.certificate());
        otherRoot = Optional.of(TestAuthority.in(folder.resolve("another")).certificate());
        real = TlsPostgres.with(authority.issue("localhost", "DNS:localhost"));
    }

    @AfterAll
    void stop() {
        real.close();
        threads.shutdownNow();
    }

    /** What came of opening it: a refusal takes the five seconds of an attempt, so many are made at once. */
    private CompletableFuture<String> opening(String host, int port, Encryption encryption, Optional<Path> trusted) {
        StorageSettings settings = TlsPostgres.settings(folder, host, port, encryption, trusted);
        return CompletableFuture.supplyAsync(
                () -> {
                    try (Database database = new Database(settings)) {
                        database.open();
                        return OPENED;
                    } catch (DatabaseRefused refused) {
                        return refused.getMessage();
                    }
                },
                threads);
    }

    @Test
    void a_real_server_is_used_if_certificate_and_name_are_right_or_need_not_be() {
        int port = real.port();
        assertThat(opening("localhost", port, Encryption.VERIFIED, root).join()).isEqualTo(OPENED);
        assertThat(opening("127.0.0.1", port, Encryption.UNVERIFIED, Optional.empty())
                        .join())
                .isEqualTo(OPENED);

        CompletableFuture<String> otherName = opening("127.0.0.1", port, Encryption.VERIFIED, root);
        CompletableFuture<String> otherAuthority = opening("localhost", port, Encryption.VERIFIED, otherRoot);
        CompletableFuture<String> unknownToTheJvm = opening("localhost", port, Encryption.VERIFIED, Optional.empty());

        assertThat(otherName.join())
                .startsWith("PostgreSQL at 127.0.0.1:" + port + " " + OTHER_NAME)
                .contains("SDP_DB_HOST", "SDP_DB_SSL=unverified")
                .hasLineCount(1);
        assertThat(List.of(otherAuthority.join(), unknownToTheJvm.join()))
                .allSatisfy(sentence -> assertThat(sentence)
                        .startsWith("PostgreSQL at localhost:" + port + " " + NOT_TRUSTED)
                        .contains("SDP_DB_SSL_ROOT_CERT", "SDP_DB_SSL=unverified")
                        .doesNotContain("the-password")
                        .hasLineCount(1));
    }

    @Test
    void a_server_that_asks_for_the_password_in_clear_text_gets_it_only_when_its_certificate_is_right() {
        try (FakePostgres self = fake(authority.selfSigned("self", "DNS:localhost"));
                FakePostgres evil = fake(authority.issue("evil", "DNS:evil.example"));
                FakePostgres unchecked = fake(authority.selfSigned("unchecked", "DNS:localhost"));
                FakePostgres right = fake(authority.issue("right", "DNS:localhost"))) {
            CompletableFuture<String> selfSigned = opening("localhost", self.port(), Encryption.VERIFIED, root);
            CompletableFuture<String> otherName = opening("localhost", evil.port(), Encryption.VERIFIED, root);
            CompletableFuture<String> unverified =
                    opening("localhost", unchecked.port(), Encryption.UNVERIFIED, Optional.empty());
            CompletableFuture<String> verified = opening("localhost", right.port(), Encryption.VERIFIED, root);

            assertThat(selfSigned.join()).contains(NOT_TRUSTED);
            assertThat(otherName.join()).contains(OTHER_NAME);
            assertThat(unverified.join()).contains("asks for the password in clear text", "SDP_DB_SSL=true");
            assertThat(self.received()).isEmpty();
            assertThat(evil.received()).isEmpty();
            assertThat(unchecked.received()).isEmpty();

            verified.join();
            assertThat(right.received()).as("the fake hears what it is told").contains("the-password\0");
        }
    }

    private static FakePostgres fake(TestAuthority.Issued certificate) {
        return FakePostgres.with(certificate, FakePostgres.Login.CLEAR_TEXT);
    }

    /** CVE-2026-42198: the attempt was given up after five seconds, its thread went on calculating for many minutes. */
    @Test
    void a_server_that_asks_for_two_thousand_million_rounds_of_scram_costs_no_cpu() {
        try (FakePostgres fake =
                FakePostgres.with(authority.issue("scram", "DNS:localhost"), FakePostgres.Login.ENDLESS_SCRAM)) {
            assertThat(opening("localhost", fake.port(), Encryption.VERIFIED, root)
                            .join())
                    .contains("asks for more than 100000 rounds of SCRAM", "scram_iterations");

            assertThat(fake.received()).as("it came as far as asking").isNotEmpty();
            Awaitility.await("threads that calculate")
                    .atMost(Duration.ofSeconds(2))
                    .pollInterval(100, TimeUnit.MILLISECONDS)
                    .until(() ->
                            Thread.getAllStackTraces().values().stream().noneMatch(DatabaseCertificateTest::isInLogin));
        }
    }

    private static boolean isInLogin(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            if (frame.getClassName().endsWith("ScramAuthenticator")) {
                return true;
            }
        }
        return false;
    }
}
