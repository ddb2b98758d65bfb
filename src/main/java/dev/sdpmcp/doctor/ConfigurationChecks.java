package dev.sdpmcp.doctor;

import dev.sdpmcp.config.ApiKey;
import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.config.reading.ConfigurationReader;
import dev.sdpmcp.config.reading.ConfigurationSource;
import dev.sdpmcp.config.reading.ExposureWarnings;
import dev.sdpmcp.config.reading.InvalidConfigurationException;
import dev.sdpmcp.config.reading.UnknownVariables;
import dev.sdpmcp.doctor.Finding.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks of the settings: variables, {@code .env}, API keys, and settings that expose the server. */
final class ConfigurationChecks {

    static final String CONFIGURATION = "configuration";

    private static final Set<PosixFilePermission> UNSAFE = EnumSet.of(
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);
    private static final int MIN_DIFFERENT_CHARACTERS = 10;
    private static final Pattern GUESSABLE = Pattern.compile(
            "change-?me|password|passwort|example|your[-_]|test|qwert|1234567|abcdefg|(.{3,12}?)\\1{2,}");

    private ConfigurationChecks() {}

    /** Reads all variables as the start of the server does, and reports every problem with them. */
    static Check configuration(CheckContext context) {
        return Check.of(CONFIGURATION, () -> {
            List<String> problems = new ArrayList<>(context.problems());
            try {
                context.configuration(ConfigurationReader.read(ConfigurationSource.of(context.values())));
            } catch (InvalidConfigurationException invalid) {
                problems.addAll(invalid.problems());
            }
            List<Finding> findings = new ArrayList<>();
            problems.forEach(problem -> findings.add(Finding.of(Outcome.FAIL, problem)));
            UnknownVariables.warnings(context.values().keySet())
                    .forEach(warning -> findings.add(Finding.warn(
                            warning, "Nothing reads it: write the name as in .env.sse.example, or remove it.")));
            if (findings.isEmpty()) {
                findings.add(Finding.ok(context.values().size() + " variables are set, all are understood"));
            }
            return findings;
        });
    }

    /** The permissions of the file with the secrets. */
    static Check envFile(CheckContext context) {
        return Check.one("env-file", () -> {
            Path file = context.dotEnv();
            if (!Files.exists(file)) {
                return Finding.ok("there is no " + file + ", all settings come from the environment");
            }
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
            String found = file + " has the mode " + PosixFilePermissions.toString(mode);
            return mode.stream().noneMatch(UNSAFE::contains)
                    ? Finding.ok(found)
                    : Finding.warn(
                            found + ": others on this machine can read or change its secrets", "chmod 600 " + file);
        });
    }

    /** API keys that can be guessed: typed by hand, or copied from an example. */
    static Check apiKeys(CheckContext context) {
        return Check.one("api-keys", () -> {
                    List<ApiKey> keys = context.configuration().access().apiKeys();
                    List<String> weak = keys.stream()
                            .filter(key -> isWeak(key.secret().reveal()))
                            .map(ApiKey::name)
                            .toList();
                    String found = keys.size() + (keys.size() == 1 ? " key" : " keys") + ", of admins among them: "
                            + keys.stream().filter(ApiKey::admin).count();
                    return weak.isEmpty()
                            ? Finding.ok(found)
                            : Finding.warn(
                                    found + "; easy to guess: " + String.join(", ", weak),
                                    "Create each with: openssl rand -hex 32");
                })
                .after(CONFIGURATION);
    }

    private static boolean isWeak(String key) {
        return key.chars().distinct().count() < MIN_DIFFERENT_CHARACTERS
                || GUESSABLE.matcher(key.toLowerCase(Locale.ROOT)).find();
    }

    /** Valid settings that admit or expose more than most operators want. */
    static Check exposure(CheckContext context) {
        return Check.of("exposure", () -> {
                    ServerConfiguration configuration = context.configuration();
                    List<Finding> findings = new ArrayList<>();
                    ExposureWarnings.of(configuration, key -> context.value(key).isPresent())
                            .forEach(warning -> findings.add(Finding.warn(warning.finding(), warning.fix())));
                    return findings.isEmpty()
                            ? List.of(Finding.ok("bound to "
                                    + configuration.http().host() + ", for "
                                    + String.join(", ", configuration.access().allowedAddresses())))
                            : findings;
                })
                .after(CONFIGURATION);
    }
}
