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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Whether the help desk and Zoho's accounts server can be reached from here: name, connection, TLS, certificate. */
final class UpstreamCheck implements Check {

    static final String NAME = "upstream";

    private static final Duration LIMIT = Duration.ofSeconds(8);

    private final CheckContext chart;
    private final ClockCheck clock;

    /** @param clock is told what time the accounts server has */
    UpstreamCheck(CheckContext chart, ClockCheck clock) {
        this.chart = chart;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> needs() {
        return Set.of(ConfigurationCheck.NAME);
    }

    @Override
    public Duration limit() {
        return LIMIT.multipliedBy(5);
    }

    @Override
    public List<Finding> examine() throws InterruptedException {
        UpstreamSettings upstream = chart.configuration().upstream();
        URI accounts = upstream.oauth().accounts();
        List<Finding> findings = new ArrayList<>(reach(accounts, "SDP_DATA_CENTER and SDP_ACCOUNTS_URL"));
        findings.addAll(reach(upstream.portal(), "SDP_DATA_CENTER and SDP_BASE_URL"));
        return findings;
    }

    private List<Finding> reach(URI uri, String settings) throws InterruptedException {
        boolean direct =
                ProxySelector.getDefault().select(uri).stream().allMatch(proxy -> proxy.type() == Proxy.Type.DIRECT);
        String way = uri.getHost() + (direct ? "" : " (through the proxy of the JVM's settings)");
        try {
            if (direct) {
                // without it a wrong name and a closed door look alike
                InetAddress.getAllByName(uri.getHost());
            }
            return reached(uri, way);
        } catch (UnknownHostException unknown) {
            return List.of(Finding.fail(
                    "the name " + uri.getHost() + " cannot be resolved",
                    "Check " + settings + ", and the DNS of this machine."));
        } catch (SSLException untrusted) {
            return List.of(Finding.fail(
                    "no TLS with " + way + " (" + untrusted.getMessage() + ")",
                    "If your network inspects TLS, give its authority to the JVM: -Djavax.net.ssl.trustStore=FILE in"
                            + " SDP_JAVA_OPTS. Otherwise look at the clock of this machine."));
        } catch (IOException closed) {
            return List.of(Finding.fail(
                    "no connection to " + way + " (" + word(closed) + ")",
                    "Open the way out to " + uri.getHost()
                            + " in the firewall, or name your proxy with -Dhttps.proxyHost"
                            + " and -Dhttps.proxyPort in SDP_JAVA_OPTS; check " + settings + "."));
        }
    }

    /** Any status will do: the door is open. */
    private List<Finding> reached(URI uri, String way) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(LIMIT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(ProxySelector.getDefault())
                .build();
        Instant before = Instant.now();
        HttpResponse<Void> answer = client.send(
                HttpRequest.newBuilder(uri.resolve("/"))
                        .timeout(LIMIT)
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        Duration took = Duration.between(before, Instant.now());
        answer.headers().firstValue("Date").ifPresent(date -> clock.heard(uri.getHost(), date, before, took));
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok(way + " answers, in " + took.toMillis() + " ms"));
        certificate(answer)
                .flatMap(certificate -> CertificateAge.warning(certificate, uri.getHost()))
                .ifPresent(findings::add);
        return findings;
    }

    private static Optional<X509Certificate> certificate(HttpResponse<Void> answer) throws SSLPeerUnverifiedException {
        if (answer.sslSession().isEmpty()) {
            return Optional.empty();
        }
        return answer.sslSession().get().getPeerCertificates()[0] instanceof X509Certificate own
                ? Optional.of(own)
                : Optional.empty();
    }

    private static String word(IOException failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
