package dev.sdpmcp.doctor;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a finding means, from nothing to bad; a report is as bad as the worst of its findings. */
enum Outcome {
    /** Not looked at, since something else has to be mended or given first. Says nothing of what was looked at. */
    @JsonProperty("skip")
    SKIP("skip"),

    @JsonProperty("ok")
    OK("ok"),

    /** Works, but not as an operator would want it. */
    @JsonProperty("warn")
    WARN("warn"),

    @JsonProperty("fail")
    FAIL("FAIL");

    private final String word;

    Outcome(String word) {
        this.word = word;
    }

    /** As it stands in a line for people. */
    String word() {
        return word;
    }
}
