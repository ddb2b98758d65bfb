package dev.sdpmcp.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * CycloneDX SBOM of a release: the libraries of the WAR, as found by the Maven plugin, and Payara Micro with its
 * libraries. Reproducible: independent of the time and place of the build.
 */
final class Sbom {

    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final ObjectNode document;

    private Sbom(ObjectNode document) {
        this.document = document;
    }

    static Sbom read(Path file) throws IOException {
        return new Sbom((ObjectNode) MAPPER.readTree(file.toFile()));
    }

    /** The libraries of the WAR. */
    List<Part> parts() {
        return StreamSupport.stream(document.path("components").spliterator(), false)
                .map(Part::of)
                .toList();
    }

    void addServer(Part server, List<Part> inside) {
        String reference = "pkg:maven/" + server.group() + "/" + server.name() + "@" + server.version() + "?type=jar";
        ObjectNode component = server.component("").put("bom-ref", reference);
        inside.forEach(part -> component.withArray("/components").add(part.component(reference)));
        document.withArray("/components").add(component);
        JsonNode self = document.at("/metadata/component/bom-ref");
        for (JsonNode dependency : document.path("dependencies")) {
            if (dependency.path("ref").equals(self)) {
                ((ObjectNode) dependency).withArray("/dependsOn").add(reference);
            }
        }
        document.withArray("/dependencies").addObject().put("ref", reference).putArray("dependsOn");
    }

    /** @param timestamp time of the release; the serial number is derived from the content */
    void write(Path file, String timestamp) throws IOException {
        document.withObject("/metadata").put("timestamp", timestamp);
        document.remove("serialNumber");
        UUID serial = UUID.nameUUIDFromBytes(MAPPER.writeValueAsBytes(document));
        document.put("serialNumber", "urn:uuid:" + serial);
        Files.writeString(file, MAPPER.writeValueAsString(document) + "\n", StandardCharsets.UTF_8);
    }
}
