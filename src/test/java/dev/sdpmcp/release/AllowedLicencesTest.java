package dev.sdpmcp.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class AllowedLicencesTest {

    private static Part under(String... licences) {
        return new Part("org.example", "library", "1.0", "", List.of(licences));
    }

    private static List<String> objectionsTo(Part part) throws Exception {
        return AllowedLicences.read(Path.of("src/main/release/licences.properties"))
                .objections(List.of(part));
    }

    @Test
    void takes_what_is_on_the_list_be_it_one_of_several() throws Exception {
        assertThat(objectionsTo(under("Apache-2.0"))).isEmpty();
        assertThat(objectionsTo(under("GPL-2.0-only", "MIT"))).isEmpty();
    }

    @Test
    void objects_to_what_is_not_and_to_what_says_nothing() throws Exception {
        assertThat(objectionsTo(under("GPL-3.0-only")))
                .singleElement()
                .asString()
                .contains("org.example:library:1.0", "GPL-3.0-only", "licences.properties");
        assertThat(objectionsTo(under())).singleElement().asString().contains("states no licence");
    }
}
