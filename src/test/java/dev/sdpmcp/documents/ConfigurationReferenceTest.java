package dev.sdpmcp.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.config.reading.ConfigurationKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationReferenceTest {

    private static final Path DOCUMENT = Path.of("docs/configuration.md");

    @Test
    void the_document_is_what_the_table_says() throws IOException {
        String reference = ConfigurationReference.markdown();
        if (System.getProperty("sdp.write-documents") != null) {
            Files.writeString(DOCUMENT, reference);
        }
        assertThat(DOCUMENT)
                .as("write it anew: ./mvnw test -Dtest=ConfigurationReferenceTest -Dsdp.write-documents")
                .content()
                .isEqualTo(reference);
    }

    @Test
    void every_variable_stands_in_it_once() {
        String reference = ConfigurationReference.markdown();
        for (ConfigurationKey key : ConfigurationKey.values()) {
            assertThat(reference).containsOnlyOnce("| `" + key.name() + "` |");
        }
    }
}
