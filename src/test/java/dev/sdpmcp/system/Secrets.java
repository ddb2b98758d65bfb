package dev.sdpmcp.system;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Every secret that the tests of this run used, so that what the servers wrote can be searched for them. Thread-safe. */
final class Secrets {

    /** As the demo desk makes them. */
    private static final Pattern ACCESS_TOKEN = Pattern.compile("1000\\.[0-9a-f]{32}\\.[0-9a-f]{32}");

    private static final Map<Integer, Set<String>> BY_LENGTH = new ConcurrentHashMap<>();

    private Secrets() {}

    /** Remembers one; returns it. */
    static String used(String secret) {
        BY_LENGTH
                .computeIfAbsent(secret.length(), length -> ConcurrentHashMap.newKeySet())
                .add(secret);
        return secret;
    }

    /** Remembers the session id in where messages go. */
    static void usedIn(String messages) {
        used(messages.substring(messages.indexOf('=') + 1));
    }

    /** @throws AssertionError with the lines in which a secret stands */
    static void assertNoneIn(String output) {
        List<String> leaks = output.lines().filter(Secrets::isLeak).limit(10).toList();
        if (!leaks.isEmpty()) {
            throw new AssertionError("the server wrote down secrets:\n" + String.join("\n", leaks));
        }
    }

    private static boolean isLeak(String line) {
        return ACCESS_TOKEN.matcher(line).find()
                || BY_LENGTH.entrySet().stream().anyMatch(each -> holds(line, each.getKey(), each.getValue()));
    }

    private static boolean holds(String line, int length, Set<String> secrets) {
        for (int from = 0; from + length <= line.length(); from++) {
            if (secrets.contains(line.substring(from, from + length))) {
                return true;
            }
        }
        return false;
    }
}
