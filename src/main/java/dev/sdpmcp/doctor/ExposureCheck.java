package dev.sdpmcp.doctor;

import dev.sdpmcp.config.HttpSettings;
import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.config.StorageSettings.Encryption;
import dev.sdpmcp.config.StorageSettings.Postgres;
import dev.sdpmcp.config.reading.ConfigurationKey;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Settings that are allowed, and let in or show more than most operators want. */
final class ExposureCheck implements Check {

    private static final Set<String> EVERY_PROXY = Set.of("0.0.0.0/0", "::/0");

    private final Installation installation;
    private final Chart chart;

    ExposureCheck(Installation installation, Chart chart) {
        this.installation = installation;
        this.chart = chart;
    }

    @Override
    public String name() {
        return "exposure";
    }

    @Override
    public Set<String> needs() {
        return Set.of(ConfigurationCheck.NAME);
    }

    @Override
    public List<Finding> examine() {
        ServerConfiguration configuration = chart.configuration();
        List<Finding> findings = new ArrayList<>();
        addAccess(configuration, findings);
        addListener(configuration.http(), findings);
        configuration.http().publicUrl().ifPresent(url -> addPublicUrl(configuration.http(), url, findings));
        configuration.storage().postgres().ifPresent(postgres -> addDatabase(postgres, findings));
        if (configuration.logging().requests()) {
            findings.add(Finding.warn(
                    "requests and answers are logged (SDP_DEBUG_REQUESTS), with what tickets say in them",
                    "Switch it off when the fault is found."));
        }
        if (findings.isEmpty()) {
            findings.add(Finding.ok("bound to " + configuration.http().host() + ", for "
                    + String.join(", ", configuration.access().allowedAddresses())));
        }
        return findings;
    }

    private static void addAccess(ServerConfiguration configuration, List<Finding> findings) {
        if (configuration.access().admitsEveryAddress()) {
            findings.add(Finding.warn(
                    "SDP_ALLOWED_IPS is *: whoever can reach the port may try keys",
                    "List the addresses and ranges of your clients instead."));
        }
        if (configuration.access().trustedProxies().stream().anyMatch(EVERY_PROXY::contains)) {
            findings.add(Finding.warn(
                    "SDP_TRUSTED_PROXIES believes everybody: clients can choose the address that they are known by",
                    "List the addresses that your proxy calls from, and no others."));
        }
    }

    private void addListener(HttpSettings http, List<Finding> findings) {
        if (isLoopback(http.host())) {
            return;
        }
        if (installation.given(ConfigurationKey.SDP_TRUSTED_PROXIES).isEmpty()) {
            findings.add(Finding.warn(
                    "SDP_HTTP_HOST is " + http.host()
                            + ", which other machines reach, and no proxy there is trusted: keys"
                            + " travel unencrypted unless a proxy with TLS stands before, whose clients all look like one",
                    "Bind 127.0.0.1 with a proxy on this machine, or name it in SDP_TRUSTED_PROXIES."));
        }
        if (installation.given(ConfigurationKey.SDP_ALLOWED_HOSTS).isEmpty()) {
            findings.add(Finding.warn(
                    "SDP_ALLOWED_HOSTS is not set: clients must call this machine by its own name or address",
                    "Set it to the names that clients use."));
        }
    }

    private static void addPublicUrl(HttpSettings http, URI url, List<Finding> findings) {
        String host = url.getHost().toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "");
        if ("http".equalsIgnoreCase(url.getScheme()) && !isLoopback(host)) {
            findings.add(Finding.warn(
                    "clients send their keys unencrypted to " + url, "Have the proxy speak TLS: https://" + host));
        }
        if (!http.allowedHosts().contains(host)) {
            findings.add(Finding.warn(
                    "SDP_ALLOWED_HOSTS does not hold " + host + ", the host of the public URL",
                    "Add it, unless the proxy sends another Host header."));
        }
    }

    private static void addDatabase(Postgres postgres, List<Finding> findings) {
        if (postgres.encryption() == Encryption.UNVERIFIED) {
            findings.add(Finding.warn(
                    "the certificate of PostgreSQL at " + postgres.host() + " is not checked (SDP_DB_SSL=unverified): a"
                            + " server in between could read and change everything",
                    "Set SDP_DB_SSL=true, with its root certificate in SDP_DB_SSL_ROOT_CERT."));
        }
        if (postgres.encryption() == Encryption.NONE && !isLoopback(postgres.host())) {
            findings.add(Finding.warn(
                    "the connection to PostgreSQL at " + postgres.host() + " is not encrypted",
                    "Set SDP_DB_SSL=true."));
        }
    }

    /** Literals only: nothing is looked up here. */
    private static boolean isLoopback(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        try {
            return host.matches("[0-9.]+|.*:.*") && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException noAddress) {
            return false;
        }
    }
}
