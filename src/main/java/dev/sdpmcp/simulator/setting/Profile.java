package dev.sdpmcp.simulator.setting;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.simulator.wire.Json;
import java.util.Arrays;
import java.util.Locale;

/** A kind of tenant: its switches, and the words of its set-up (resource {@code simulator/profile-NAME.json}). */
public enum Profile {
    /** The product as documented, with its default set-up. */
    DEFAULT,
    /** A strict tenant: priority computed, templates with mandatory fields, closed requests read-only. */
    PTTG;

    /** The name on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The content of its resource. */
    public JsonNode content() {
        return Json.resource("profile-" + label() + ".json");
    }

    /** The settings of such a tenant. */
    public Switches switches() {
        return Switches.documented().with(content().path("switches"));
    }

    /**
     * The profile with this name.
     *
     * @throws IllegalArgumentException if there is none; the message names those that there are
     */
    public static Profile labelled(String label) {
        return Arrays.stream(values())
                .filter(profile -> profile.label().equals(label))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("unknown profile '" + label + "'; there are: default, pttg"));
    }
}
