package dev.sdpmcp.config.reading;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Optional;

/** A file of root certificates, read as the database's driver reads it. Stateless. */
final class CertificateFile {

    /** The root certificates of a whole operating system are a quarter of this. */
    private static final long MAX_BYTES = 1024 * 1024;

    private CertificateFile() {}

    /** Why the file cannot be used, as the second half of a sentence; empty if it can. */
    static Optional<String> problemOf(String text) {
        try {
            Path file = Path.of(text);
            if (!Files.isRegularFile(file)) {
                return Optional.of("which is no file that this user can see");
            }
            if (Files.size(file) > MAX_BYTES) {
                return Optional.of("which is larger than 1 MiB");
            }
            return isEmpty(Files.readAllBytes(file)) ? Optional.of("which holds no certificate") : Optional.empty();
        } catch (InvalidPathException notAPath) {
            return Optional.of("which is no path");
        } catch (IOException unreadable) {
            return Optional.of("which this user cannot read");
        } catch (CertificateException damaged) {
            return Optional.of("which holds something that is no X.509 certificate");
        }
    }

    private static boolean isEmpty(byte[] content) throws CertificateException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(content))
                .isEmpty();
    }
}
