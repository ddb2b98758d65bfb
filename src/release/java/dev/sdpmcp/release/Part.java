package dev.sdpmcp.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A third-party library.
 *
 * @param group Maven group; empty if unknown
 * @param version empty if unknown
 * @param sha256 of the jar, in hexadecimal digits
 * @param licences SPDX identifiers, names or URLs; empty if none is stated
 */
record Part(String group, String name, String version, String sha256, List<String> licences) {

    Part {
        licences = List.copyOf(licences);
    }

    /** A component of a CycloneDX SBOM as a part. */
    static Part of(JsonNode component) {
        List<String> licences =
                component.path("licenses").findParents("license").isEmpty()
                        ? component.path("licenses").findValuesAsText("expression")
                        : component.path("licenses").findValues("license").stream()
                                .map(licence -> licence.path("id")
                                        .asText(licence.path("name").asText()))
                                .toList();
        return new Part(
                component.path("group").asText(),
                component.path("name").asText(),
                component.path("version").asText(),
                "",
                licences);
    }

    /** {@code group:name:version}, without unknown parts. */
    String coordinates() {
        return (group.isEmpty() ? "" : group + ":") + name + (version.isEmpty() ? "" : ":" + version);
    }

    /** This part as a nested component of a CycloneDX SBOM. */
    ObjectNode component(String within) {
        ObjectNode component = JsonNodeFactory.instance
                .objectNode()
                .put("type", "library")
                .put("bom-ref", within + "#" + coordinates() + "@" + sha256.substring(0, 12));
        if (!group.isEmpty()) {
            component.put("group", group);
        }
        component.put("name", name);
        if (!version.isEmpty()) {
            component.put("version", version);
        }
        component.withArray("/hashes").addObject().put("alg", "SHA-256").put("content", sha256);
        for (String licence : licences) {
            component.withArray("/licenses").addObject().putObject("license").put("name", licence);
        }
        if (!group.isEmpty() && !version.isEmpty()) {
            component.put("purl", "pkg:maven/" + group + "/" + name + "@" + version + "?type=jar");
        }
        return component;
    }
}
