package dev.sdpmcp.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.simulator.oauth.Credentials;
import dev.sdpmcp.simulator.oauth.Scope;
import dev.sdpmcp.simulator.setting.Profile;
import dev.sdpmcp.simulator.setting.Switch;
import dev.sdpmcp.simulator.wire.Json;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Iterator;

/** Reads the command line of the program. Used once. */
final class CommandLine {
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

    private SimulatorOptions options = SimulatorOptions.defaults().withPort(DEFAULT_PORT);
    private boolean exitWithParent;
    private boolean help;

    private CommandLine() {}

    /**
     * Understands the arguments.
     *
     * @throws UsageError if an option is unknown, lacks its value or has one that does not fit
     */
    static CommandLine parse(String... arguments) throws UsageError {
        CommandLine line = new CommandLine();
        Iterator<String> rest = Arrays.asList(arguments).iterator();
        while (rest.hasNext()) {
            line.take(rest.next(), rest);
        }
        return line;
    }

    SimulatorOptions options() {
        return options;
    }

    boolean exitsWithParent() {
        return exitWithParent;
    }

    boolean asksForHelp() {
        return help;
    }

    private void take(String option, Iterator<String> rest) throws UsageError {
        switch (option) {
            case "--help", "-h" -> help = true;
            case "--exit-with-parent" -> exitWithParent = true;
            default -> takeWithValue(option, rest);
        }
    }

    private void takeWithValue(String option, Iterator<String> rest) throws UsageError {
        if (!HELP.contains("  " + option + " ")) {
            throw new UsageError("unknown option '" + option + "'; --help lists them all");
        }
        if (!rest.hasNext()) {
            throw new UsageError(option + " needs a value");
        }
        try {
            options = with(option, rest.next());
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new UsageError(option + ": " + e.getMessage());
        }
    }

    private SimulatorOptions with(String option, String value) {
        Credentials client = options.credentials();
        return switch (option) {
            case "--port" -> options.withPort(port(value));
            case "--host" -> options.withHost(value);
            case "--profile" -> options.withProfile(Profile.labelled(value));
            case "--portal" -> options.withPortal(portal(value));
            case "--seed" -> options.withSeed(number(value));
            case "--zone" -> options.withZone(ZoneId.of(value));
            case "--client-id" -> with(value, client.clientSecret(), client.refreshToken());
            case "--client-secret" -> with(client.clientId(), value, client.refreshToken());
            case "--refresh-token" -> with(client.clientId(), client.clientSecret(), value);
            case "--scopes" ->
                options.withCredentials(new Credentials(
                        client.clientId(), client.clientSecret(), client.refreshToken(), Scope.parseAll(value)));
            case "--switch" -> withSwitch(value);
            default -> throw new IllegalArgumentException("not an option");
        };
    }

    private SimulatorOptions with(String clientId, String clientSecret, String refreshToken) {
        return options.withCredentials(new Credentials(
                clientId, clientSecret, refreshToken, options.credentials().scopes()));
    }

    private SimulatorOptions withSwitch(String assignment) {
        String[] parts = assignment.split("=", 2);
        Switch one = Switch.named(parts[0])
                .orElseThrow(() -> new IllegalArgumentException("unknown switch '" + parts[0] + "'"));
        String value = parts.length == 2 ? parts[1] : "";
        return options.withSwitches(options.tenant().switches().with(one, read(one, value)));
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
