package dev.sdpmcp.telemetry;

import java.util.List;

/** Masking for the tests of other rooms. */
public final class KnownSecrets {

    private KnownSecrets() {}

    public static Masking masking(String... secrets) {
        return new Masking(List.of(secrets));
    }
}
