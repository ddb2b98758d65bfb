package dev.sdpmcp.doctor;

import dev.sdpmcp.config.ApiKey;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** API keys that somebody could guess: made by hand, or left as an example showed them. */
final class KeysCheck implements Check {

    private static final int LEAST_DIFFERENT_CHARACTERS = 10;
    private static final Pattern WRITTEN_BY_HAND = Pattern.compile(
            "change-?me|password|passwort|example|your[-_]|test|qwert|1234567|abcdefg|(.{3,12}?)\\1{2,}");

    private final CheckContext chart;

    KeysCheck(CheckContext chart) {
        this.chart = chart;
    }

    @Override
    public String name() {
        return "api-keys";
    }

    @Override
    public Set<String> needs() {
        return Set.of(ConfigurationCheck.NAME);
    }

    @Override
    public List<Finding> examine() {
        List<ApiKey> keys = chart.configuration().access().apiKeys();
        List<String> weak = keys.stream()
                .filter(key -> isWeak(key.secret().reveal()))
                .map(ApiKey::name)
                .toList();
        String found = keys.size() + (keys.size() == 1 ? " key" : " keys") + ", of admins among them "
                + keys.stream().filter(ApiKey::admin).count();
        return List.of(
                weak.isEmpty()
                        ? Finding.ok(found)
                        : Finding.warn(
                                found + "; easy to guess: " + String.join(", ", weak),
                                "Make each with: openssl rand -hex 32"));
    }

    private static boolean isWeak(String key) {
        return key.chars().distinct().count() < LEAST_DIFFERENT_CHARACTERS
                || WRITTEN_BY_HAND.matcher(key.toLowerCase(Locale.ROOT)).find();
    }
}
