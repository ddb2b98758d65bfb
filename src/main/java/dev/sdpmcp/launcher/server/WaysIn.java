package dev.sdpmcp.launcher.server;

import dev.sdpmcp.config.AccessSettings;
import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.launcher.setting.ListeningAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The ways on which this process may get past the allowlist of its own server, with nothing but what the configuration grants
 * to everybody: by loopback, by another address of this machine (the server knows a caller of the same machine by the address
 * that was called), and as a trusted proxy on this machine, for the first client of the allowlist.
 */
final class WaysIn {

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

    private WaysIn() {}

    /** In the order in which they are to be tried; at least one. */
    static List<HttpProbe> of(ServerConfiguration configuration) {
        ListeningAddress address = ListeningAddress.of(configuration.http());
        String host = configuration.http().allowedHosts().get(0) + ":" + address.port();
        List<HttpProbe> direct = address.ways().stream()
                .map(way -> new HttpProbe(
                        way,
                        host,
                        ANSWER_LIMIT,
                        configuration.access().apiKeys().get(0).secret()))
                .toList();
        boolean loopback = address.reachable().getAddress().isLoopbackAddress();
        Stream<HttpProbe> asProxy =
                loopback ? client(configuration.access()).map(direct.get(0)::onBehalfOf).stream() : Stream.empty();
        return Stream.concat(direct.stream(), asProxy).toList();
    }

    /** Whom a proxy on this machine could call for; a range rather than an address, which somebody has. */
    static Optional<String> client(AccessSettings access) {
        boolean trusted =
                access.trustedProxies().stream().anyMatch(proxy -> proxy.startsWith("127.") || proxy.startsWith("::1"));
        return trusted
                ? Stream.concat(
                                access.allowedAddresses().stream().filter(entry -> entry.contains("/")),
                                access.allowedAddresses().stream())
                        .map(entry -> entry.replaceFirst("/.*", ""))
                        .findFirst()
                : Optional.empty();
    }
}
