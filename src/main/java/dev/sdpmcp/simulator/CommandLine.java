package dev.sdpmcp.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.simulator.oauth.Credentials;
import dev.sdpmcp.simulator.oauth.Scope;
import dev.sdpmcp.simulator.setting.Profile;
import dev.sdpmcp.simulator.setting.Switch;
import dev.sdpmcp.simulator.setting.Switches;
import dev.sdpmcp.simulator.wire.Json;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Set;

/** The command line of the program: its options, whether it ends with its parent, and whether it only prints help. */
record CommandLine(SimulatorOptions options, boolean exitsWithParent, boolean asksForHelp) {
    static final String HELP = """
            ServiceDesk Plus simulator: Zoho OAuth and the ServiceDesk Plus Cloud v3 API, with made-up data.

            Usage: java -jar sdp-simulator.jar [options]

              --port N             port to listen on (8085); 0 takes any free one
              --host ADDRESS       address to listen on (127.0.0.1)
              --profile NAME       kind of tenant: default, pttg
              --portal NAME        name of the instance (itdesk)
              --seed N             other data for another number (1)
              --zone ID            time zone of display values (UTC), for example Europe/Oslo
              --client-id ID       registered client
              --client-secret S    its secret
              --refresh-token T    its refresh token
              --scopes LIST        scopes of the refresh token, comma-separated (all)
              --switch NAME=VALUE  how the tenant behaves, may be repeated; names: docs/simulator.md
              --exit-with-parent   end when standard input ends
              --help               this text

            When it serves it prints: simulator ready: http://ADDRESS:PORT
            """;

    private static final int DEFAULT_PORT = 8085;
    private static final int MAX_PORT = 65_535;

    /**
     * Understands the arguments.
     *
     * @throws UsageError if an option is unknown, lacks its value or has one that does not fit
     */
    static CommandLine parse(String... arguments) throws UsageError {
        SimulatorOptions options = SimulatorOptions.defaults().withPort(DEFAULT_PORT);
        boolean exitWithParent = false;
        boolean help = false;
        Iterator<String> rest = Arrays.asList(arguments).iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--help", "-h" -> help = true;
                case "--exit-with-parent" -> exitWithParent = true;
                default -> options = with(options, option, rest);
            }
        }
        return new CommandLine(options, exitWithParent, help);
    }

    private static SimulatorOptions with(SimulatorOptions options, String option, Iterator<String> rest)
            throws UsageError {
        if (!HELP.contains("  " + option + " ")) {
            throw new UsageError("unknown option '" + option + "'; --help lists them all");
        }
        if (!rest.hasNext()) {
            throw new UsageError(option + " needs a value");
        }
        try {
            return with(options, option, rest.next());
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new UsageError(option + ": " + e.getMessage());
        }
    }

    private static SimulatorOptions with(SimulatorOptions options, String option, String value) {
        Credentials old = options.credentials();
        return switch (option) {
            case "--port" -> options.withPort(port(value));
            case "--host" -> options.withHost(value);
            case "--profile" -> options.withProfile(Profile.labelled(value));
            case "--portal" -> options.withPortal(portal(value));
            case "--seed" -> options.withSeed(number(value));
            case "--zone" -> options.withZone(ZoneId.of(value));
            case "--client-id" -> client(options, value, old.clientSecret(), old.refreshToken(), old.scopes());
            case "--client-secret" -> client(options, old.clientId(), value, old.refreshToken(), old.scopes());
            case "--refresh-token" -> client(options, old.clientId(), old.clientSecret(), value, old.scopes());
            case "--scopes" ->
                client(options, old.clientId(), old.clientSecret(), old.refreshToken(), Scope.parseAll(value));
            case "--switch" -> options.withSwitches(switched(options.tenant().switches(), value));
            default -> throw new IllegalArgumentException("not an option");
        };
    }

    private static SimulatorOptions client(
            SimulatorOptions options, String id, String secret, String refreshToken, Set<Scope> scopes) {
        return options.withCredentials(new Credentials(id, secret, refreshToken, scopes));
    }

    private static Switches switched(Switches switches, String assignment) {
        String[] parts = assignment.split("=", 2);
        Switch one = Switch.named(parts[0])
                .orElseThrow(() -> new IllegalArgumentException("unknown switch '" + parts[0] + "'"));
        JsonNode value = read(one, parts.length == 2 ? parts[1] : "");
        return switches.with(Json.object().set(one.key(), value));
    }

    /** The value of a switch as people write it: names are separated by commas. */
    private static JsonNode read(Switch one, String value) {
        if (one.initial().isArray()) {
            var names = Json.array();
            Arrays.stream(value.split(",")).filter(name -> !name.isBlank()).forEach(names::add);
            return names;
        }
        try {
            return Json.parse(value);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(value);
        }
    }

    private static String portal(String value) {
        if (!value.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException("letters, digits, - and _ only, not '" + value + "'");
        }
        return value;
    }

    private static int port(String value) {
        long port = number(value);
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("a port is a number from 0 to " + MAX_PORT + ", not " + value);
        }
        return (int) port;
    }

    private static long number(String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + value + "' is not a number", e);
        }
    }

    /** A command line that cannot be understood; the message has the reason. */
    static final class UsageError extends Exception {
        private static final long serialVersionUID = 1L;

        UsageError(String message) {
            super(message);
        }
    }
}
