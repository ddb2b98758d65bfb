package dev.sdpmcp.persistence;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate authority that nobody trusts unless told to, made with openssl; certificates last two days. */
public final class TestAuthority {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private final Path folder;

    private TestAuthority(Path folder) {
        this.folder = folder;
    }

    /** A new one, whose files are in this folder. */
    public static TestAuthority in(Path folder) {
        try {
            Files.createDirectories(folder);
            // not the machine's own, which adds extensions
            Files.writeString(folder.resolve("openssl.cnf"), "[req]\ndistinguished_name=dn\n[dn]\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        TestAuthority authority = new TestAuthority(folder);
        authority.make("ca", "/CN=Authority of a test", "basicConstraints=critical,CA:TRUE", List.of());
        return authority;
    }

    /** The root certificate, PEM. */
    public Path certificate() {
        return folder.resolve("ca.crt");
    }

    /** A trust store with the root certificate alone; its password is {@code changeit}. */
    public Path trustStore() {
        Path file = folder.resolve("trust.p12");
        try (java.io.OutputStream out = Files.newOutputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("ca", read(certificate()));
            store.store(out, PASSWORD);
            return file;
        } catch (IOException | GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** A certificate for what a subjectAltName says: {@code DNS:localhost}. */
    public Issued issue(String file, String alternativeName) {
        make(
                file,
                "/CN=" + file,
                "subjectAltName=" + alternativeName,
                List.of("-CA", certificate().toString(), "-CAkey", folder.resolve("ca.key") + ""));
        return new Issued(folder.resolve(file + ".crt"), folder.resolve(file + ".key"));
    }

    /** One that vouches for itself. */
    public Issued selfSigned(String file, String alternativeName) {
        make(file, "/CN=" + file, "subjectAltName=" + alternativeName, List.of());
        return new Issued(folder.resolve(file + ".crt"), folder.resolve(file + ".key"));
    }

    /** A server's certificate and its key, both PEM. */
    public record Issued(Path certificate, Path key) {

        /** For a server that shows it. */
        public SSLContext context() {
            try {
                String pem = Files.readString(key).replaceAll("-----[A-Z ]+-----|\\s", "");
                PrivateKey secret = KeyFactory.getInstance("EC")
                        .generatePrivate(
                                new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
                KeyStore store = KeyStore.getInstance("PKCS12");
                store.load(null, null);
                store.setKeyEntry("server", secret, PASSWORD, new Certificate[] {read(certificate)});
                KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                keys.init(store, PASSWORD);
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(keys.getKeyManagers(), null, null);
                return context;
            } catch (IOException | GeneralSecurityException failed) {
                throw new IllegalStateException(failed);
            }
        }
    }

    private static Certificate read(Path pem) throws IOException, GeneralSecurityException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(pem)));
    }

    private void make(String file, String subject, String extension, List<String> issuer) {
        List<String> words = Stream.concat(
                        Stream.of(
                                "openssl",
                                "req",
                                "-x509",
                                "-config",
                                folder.resolve("openssl.cnf") + "",
                                "-newkey",
                                "ec",
                                "-pkeyopt",
                                "ec_paramgen_curve:prime256v1",
                                "-nodes",
                                "-days",
                                "2",
                                "-subj",
                                subject,
                                "-addext",
                                extension,
                                "-keyout",
                                folder.resolve(file + ".key") + "",
                                "-out",
                                folder.resolve(file + ".crt") + ""),
                        issuer.stream())
                .toList();
        Path log = folder.resolve("openssl.log");
        try {
            Process openssl = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.to(log.toFile()))
                    .start();
            if (!openssl.waitFor(60, TimeUnit.SECONDS) || openssl.exitValue() != 0) {
                throw new AssertionError("openssl made no certificate: " + Files.readString(log));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException hurried) {
            throw new AssertionError(hurried);
        }
    }
}
