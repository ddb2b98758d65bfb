package dev.sdpmcp.config.reading;

import dev.sdpmcp.config.HttpSettings;
import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.config.StorageSettings.Encryption;
import dev.sdpmcp.config.StorageSettings.Postgres;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** Warnings about valid settings that expose more than most operators want. Makes no connection and no DNS lookup. */
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
     * @param finding the problem, without a full stop and without a secret
     * @param fix the advice, one sentence
     */
    public record Warning(String finding, String fix) {

        /** Both as one text. */
        public String sentences() {
            return finding + ". " + fix;
        }
    }

    /** @param given whether a setting was given by the operator */
    public static List<Warning> of(ServerConfiguration configuration, Predicate<ConfigurationKey> given) {
        ExposureWarnings found = new ExposureWarnings(given);
        found.addAccess(configuration);
        found.addListener(configuration.http());
        configuration.http().publicUrl().ifPresent(url -> found.addPublicUrl(configuration.http(), url));
        configuration.storage().postgres().ifPresent(found::addDatabase);
        found.addIf(
                configuration.logging().requests(),
                "requests and responses are logged with the content of tickets (SDP_DEBUG_REQUESTS)",
                "Switch it off when it is no longer needed.");
        return List.copyOf(found.warnings);
    }

    private void addIf(boolean exposed, String finding, String fix) {
        if (exposed) {
            warnings.add(new Warning(finding, fix));
        }
    }

    private void addAccess(ServerConfiguration configuration) {
        addIf(
                configuration.access().admitsEveryAddress(),
                "SDP_ALLOWED_IPS is *: anybody who can reach the port may try keys",
                "List the addresses and ranges of your clients instead.");
        addIf(
                configuration.access().trustedProxies().stream().anyMatch(EVERY_PROXY::contains),
                "SDP_TRUSTED_PROXIES trusts everybody: clients can forge their address",
                "List only the addresses of your proxy.");
    }

    private void addListener(HttpSettings http) {
        boolean reachable = !NetworkNames.isLoopback(http.host());
        addIf(
                reachable && !given.test(ConfigurationKey.SDP_TRUSTED_PROXIES),
                "SDP_HTTP_HOST is " + http.host()
                        + ", which other machines can reach, and SDP_TRUSTED_PROXIES is not set: keys are sent"
                        + " unencrypted, or all clients of a TLS proxy have the address of the proxy",
                "Bind 127.0.0.1 behind a proxy on this machine, or add the proxy to SDP_TRUSTED_PROXIES.");
        addIf(
                reachable && !given.test(ConfigurationKey.SDP_ALLOWED_HOSTS),
                "SDP_ALLOWED_HOSTS is not set: clients must use the name or an address of this machine",
                "Set it to the names that clients use.");
    }

    private void addPublicUrl(HttpSettings http, URI url) {
        String host = url.getHost().toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "");
        addIf(
                "http".equalsIgnoreCase(url.getScheme()) && !NetworkNames.isLoopback(host),
                "clients send their keys unencrypted to " + url,
                "Use TLS at the proxy: https://" + host);
        addIf(
                !http.allowedHosts().contains(host),
                "SDP_ALLOWED_HOSTS does not contain " + host + ", the host of the public URL",
                "Add it, unless the proxy sends another Host header.");
    }

    private void addDatabase(Postgres postgres) {
        addIf(
                postgres.encryption() == Encryption.UNVERIFIED,
                "the certificate of PostgreSQL at " + postgres.host() + " is not verified (SDP_DB_SSL=unverified): a"
                        + " server in between could read and change everything",
                "Set SDP_DB_SSL=true, with its root certificate in SDP_DB_SSL_ROOT_CERT.");
        addIf(
                postgres.encryption() == Encryption.NONE && !NetworkNames.isLoopback(postgres.host()),
                "the connection to PostgreSQL at " + postgres.host() + " is not encrypted",
                "Set SDP_DB_SSL=true.");
    }
}
