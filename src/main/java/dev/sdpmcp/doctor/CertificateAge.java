package dev.sdpmcp.doctor;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether a certificate will soon be refused. */
final class CertificateAge {

    private static final Duration SOON = Duration.ofDays(14);

    private CertificateAge() {}

    /**
     * @param whose the host that showed it
     * @return what to say if it ends soon
     */
    static Optional<Finding> warning(X509Certificate certificate, String whose) {
        Instant end = certificate.getNotAfter().toInstant();
        Duration left = Duration.between(Instant.now(), end);
        return left.compareTo(SOON) > 0
                ? Optional.empty()
                : Optional.of(Finding.warn(
                        "the certificate of " + whose + " ends in " + left.toDays() + " days, at " + end,
                        "Have whoever runs " + whose + " renew it."));
    }
}
