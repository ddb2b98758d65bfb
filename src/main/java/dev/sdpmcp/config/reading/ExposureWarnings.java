package dev.sdpmcp.config.reading;

import dev.sdpmcp.config.HttpSettings;
import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.config.StorageSettings.Encryption;
import dev.sdpmcp.config.StorageSettings.Postgres;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** Warnings of settings that are allowed, and let in or show more than most operators want. Nothing is opened or looked up. */
public final class ExposureWarnings {

    private static final Set<String> EVERY_PROXY = Set.of("0.0.0.0/0", "::/0");

    private final Predicate<ConfigurationKey> given;
    private final List<Warning> warnings = new ArrayList<>();

    private ExposureWarnings(Predicate<ConfigurationKey> given) {
        this.given = given;
    }

    /**
     * One warning.
     *
     * @param finding what is the case, without a full stop; no secret
     * @param fix the sentence that says what to do about it
     */
    public record Warning(String finding, String fix) {

        /** Both as one text. */
        public String sentences() {
            return finding + ". " + fix;
        }
    }

    /** @param given whether a setting has a value of the operator's own */
    public static List<Warning> of(ServerConfiguration configuration, Predicate<ConfigurationKey> given) {
        ExposureWarnings found = new ExposureWarnings(given);
        found.addAccess(configuration);
        found.addListener(configuration.http());
        configuration.http().publicUrl().ifPresent(url -> found.addPublicUrl(configuration.http(), url));
        configuration.storage().postgres().ifPresent(found::addDatabase);
        if (configuration.logging().requests()) {
            found.add(
                    "requests and answers are logged (SDP_DEBUG_REQUESTS), with what tickets say in them",
                    "Switch it off when the fault is found.");
        }
        return List.copyOf(found.warnings);
    }

    private void add(String finding, String fix) {
        warnings.add(new Warning(finding, fix));
    }

    private void addAccess(ServerConfiguration configuration) {
        if (configuration.access().admitsEveryAddress()) {
            add(
                    "SDP_ALLOWED_IPS is *: whoever can reach the port may try keys",
                    "List the addresses and ranges of your clients instead.");
        }
        if (configuration.access().trustedProxies().stream().anyMatch(EVERY_PROXY::contains)) {
            add(
                    "SDP_TRUSTED_PROXIES believes everybody: clients can choose the address that they are known by",
                    "List the addresses that your proxy calls from, and no others.");
        }
    }

    private void addListener(HttpSettings http) {
        if (isLoopback(http.host())) {
            return;
        }
        if (!given.test(ConfigurationKey.SDP_TRUSTED_PROXIES)) {
            add(
                    "SDP_HTTP_HOST is " + http.host()
                            + ", which other machines reach, and no proxy there is trusted: keys"
                            + " travel unencrypted unless a proxy with TLS stands before, whose clients all look like one",
                    "Bind 127.0.0.1 with a proxy on this machine, or name it in SDP_TRUSTED_PROXIES.");
        }
        if (!given.test(ConfigurationKey.SDP_ALLOWED_HOSTS)) {
            add(
                    "SDP_ALLOWED_HOSTS is not set: clients must call this machine by its own name or address",
                    "Set it to the names that clients use.");
        }
    }

    private void addPublicUrl(HttpSettings http, URI url) {
        String host = url.getHost().toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "");
        if ("http".equalsIgnoreCase(url.getScheme()) && !isLoopback(host)) {
            add("clients send their keys unencrypted to " + url, "Have the proxy speak TLS: https://" + host);
        }
        if (!http.allowedHosts().contains(host)) {
            add(
                    "SDP_ALLOWED_HOSTS does not hold " + host + ", the host of the public URL",
                    "Add it, unless the proxy sends another Host header.");
        }
    }

    private void addDatabase(Postgres postgres) {
        if (postgres.encryption() == Encryption.UNVERIFIED) {
            add(
                    "the certificate of PostgreSQL at " + postgres.host() + " is not checked (SDP_DB_SSL=unverified): a"
                            + " server in between could read and change everything",
                    "Set SDP_DB_SSL=true, with its root certificate in SDP_DB_SSL_ROOT_CERT.");
        }
        if (postgres.encryption() == Encryption.NONE && !isLoopback(postgres.host())) {
            add("the connection to PostgreSQL at " + postgres.host() + " is not encrypted", "Set SDP_DB_SSL=true.");
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
