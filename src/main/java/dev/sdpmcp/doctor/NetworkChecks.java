package dev.sdpmcp.doctor;

import dev.sdpmcp.config.UpstreamSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Checks of the connections to ServiceDesk Plus and to Zoho's accounts server, and of the clock of this machine by the
 * clocks seen there: an access token lasts one hour of Zoho's time, and audit rows need the right time. Thread-safe.
 */
final class NetworkChecks {

    static final String UPSTREAM = "upstream";

    private static final Duration LIMIT = Duration.ofSeconds(8);
    private static final Duration EXPIRES_SOON = Duration.ofDays(14);
    private static final Duration NOTICEABLE = Duration.ofSeconds(30);
    private static final Duration HARMFUL = Duration.ofMinutes(5);
    private static final String SET_CLOCK =
            "Synchronise the clock of the machine that is wrong: timedatectl set-ntp true, or chrony.";

    private final CheckContext context;
    private final Map<String, Duration> clockOffsets = new LinkedHashMap<>();

    NetworkChecks(CheckContext context) {
        this.context = context;
    }

    /** DNS, connection, TLS and certificate of both servers. */
    Check upstream() {
        return Check.of(UPSTREAM, () -> {
                    UpstreamSettings upstream = context.configuration().upstream();
                    List<Finding> findings = new ArrayList<>(
                            findings(upstream.oauth().accounts(), "SDP_DATA_CENTER and SDP_ACCOUNTS_URL"));
                    findings.addAll(findings(upstream.portal(), "SDP_DATA_CENTER and SDP_BASE_URL"));
                    return findings;
                })
                .after(ConfigurationChecks.CONFIGURATION)
                .within(LIMIT.multipliedBy(5));
    }

    private List<Finding> findings(URI uri, String settings) throws InterruptedException {
        boolean direct =
                ProxySelector.getDefault().select(uri).stream().allMatch(proxy -> proxy.type() == Proxy.Type.DIRECT);
        String server = uri.getHost() + (direct ? "" : " (through the proxy of the JVM's settings)");
        try {
            if (direct) {
                // otherwise an unknown name and a closed port give the same exception
                InetAddress.getAllByName(uri.getHost());
            }
            return connect(uri, server);
        } catch (UnknownHostException unknown) {
            return List.of(Finding.fail(
                    "the name " + uri.getHost() + " cannot be resolved",
                    "Check " + settings + ", and the DNS of this machine."));
        } catch (SSLException untrusted) {
            return List.of(Finding.fail(
                    "no TLS with " + server + " (" + untrusted.getMessage() + ")",
                    "If your network inspects TLS, give its authority to the JVM: -Djavax.net.ssl.trustStore=FILE in"
                            + " SDP_JAVA_OPTS. Otherwise check the clock of this machine."));
        } catch (IOException closed) {
            String reason = closed.getMessage() == null ? closed.getClass().getSimpleName() : closed.getMessage();
            return List.of(Finding.fail(
                    "no connection to " + server + " (" + reason + ")",
                    "Allow outgoing connections to " + uri.getHost()
                            + " in the firewall, or name your proxy with -Dhttps.proxyHost"
                            + " and -Dhttps.proxyPort in SDP_JAVA_OPTS; check " + settings + "."));
        }
    }

    /** Any status is good: the server can be reached. */
    private List<Finding> connect(URI uri, String server) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(LIMIT)
                .build();
        Instant begun = Instant.now();
        HttpResponse<Void> response = client.send(
                HttpRequest.newBuilder(uri.resolve("/"))
                        .timeout(LIMIT)
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        Duration duration = Duration.between(begun, Instant.now());
        response.headers().firstValue("Date").ifPresent(date -> recordClock(uri.getHost(), date, begun, duration));
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok(server + " answers, in " + duration.toMillis() + " ms"));
        expiryWarning(response, uri.getHost()).ifPresent(findings::add);
        return findings;
    }

    /** A warning if the certificate of this TLS connection expires soon. */
    static Optional<Finding> expiryWarning(HttpResponse<?> response, String host) throws SSLPeerUnverifiedException {
        if (response.sslSession().isEmpty()
                || !(response.sslSession().get().getPeerCertificates()[0] instanceof X509Certificate certificate)) {
            return Optional.empty();
        }
        Instant end = certificate.getNotAfter().toInstant();
        Duration left = Duration.between(Instant.now(), end);
        return left.compareTo(EXPIRES_SOON) > 0
                ? Optional.empty()
                : Optional.of(Finding.warn(
                        "the certificate of " + host + " expires in " + left.toDays() + " days, at " + end,
                        "Have the operator of " + host + " renew it."));
    }

    /**
     * Remembers the clock of a server.
     *
     * @param date the header of that name (RFC 9110, section 6.6.1); ignored if it cannot be read
     * @param begun when the request was sent, by the clock of this machine
     * @param duration until the response had arrived
     */
    synchronized void recordClock(String host, String date, Instant begun, Duration duration) {
        try {
            Instant theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            // the header has whole seconds, cut off: half a second on average
            Instant ours = begun.plus(duration.dividedBy(2)).minusMillis(500);
            clockOffsets.put(host, Duration.between(ours, theirs));
        } catch (DateTimeException unreadable) {
            System.getLogger(NetworkChecks.class.getName())
                    .log(System.Logger.Level.DEBUG, "a Date header cannot be read", unreadable);
        }
    }

    /** Compares the clock of this machine with those that earlier checks have seen. Time zones do not matter. */
    Check clock() {
        return Check.of("clock", this::clockFindings);
    }

    private synchronized List<Finding> clockFindings() {
        context.database().ifPresent(facts -> clockOffsets.put("the database", facts.ahead()));
        List<Finding> findings = new ArrayList<>();
        clockOffsets.forEach((server, offset) -> findings.add(clockFinding(server, offset)));
        return findings.isEmpty() ? List.of(Finding.skip("there was no other clock to compare with")) : findings;
    }

    private static Finding clockFinding(String server, Duration offset) {
        Duration size = offset.abs();
        if (size.compareTo(NOTICEABLE) <= 0) {
            return Finding.ok("within 30 s of " + server);
        }
        String found = "%d s %s %s".formatted(size.toSeconds(), offset.isNegative() ? "ahead of" : "behind", server);
        return size.compareTo(HARMFUL) > 0 ? Finding.fail(found, SET_CLOCK) : Finding.warn(found, SET_CLOCK);
    }
}
