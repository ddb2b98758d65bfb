package dev.sdpmcp.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.config.ToolBounds;
import dev.sdpmcp.desk.module.Toolsets;
import dev.sdpmcp.simulator.setting.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("component")
class ToolReferenceTest {

    private static final Path DOCUMENT = Path.of("docs/tools.md");
    private static final SimulatedDesk DESK = new SimulatedDesk(Profile.DEFAULT);

    @AfterAll
    static void close() {
        DESK.close();
    }

    @Test
    void the_document_is_what_the_declarations_say() throws IOException {
        String reference = new ToolReference(DESK.tools(), Path.of("src/test/resources/tools")).markdown();
        if (System.getProperty("sdp.write-documents") != null) {
            Files.writeString(DOCUMENT, reference);
        }
        assertThat(DOCUMENT)
                .as("write it anew: see the head of the document")
                .content()
                .isEqualTo(reference);
    }

    @Test
    void settings_can_name_the_toolsets_that_there_are() {
        assertThat(DESK.tools().names())
                .map(name -> DESK.tools().declared(name).orElseThrow().toolset())
                .containsAll(ToolBounds.TOOLSETS)
                .isSubsetOf(ToolBounds.TOOLSETS);
    }

    /** Clients cut longer lists, some without a word. */
    @Test
    void the_default_tools_are_few() {
        assertThat(Toolsets.DEFAULT.names()).hasSizeLessThanOrEqualTo(28);
        assertThat(DESK.tools().names()).containsAll(Toolsets.DEFAULT.names());
    }
}
