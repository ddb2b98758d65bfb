package dev.sdpmcp.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShortFormsTest {

    private static final String PAIR = "\uD83D\uDE00";

    @Test
    void an_excerpt_of_a_short_text_is_that_text() {
        assertThat(Excerpt.of("four", 4)).isEqualTo("four");
        assertThat(Excerpt.start("", 0)).isEmpty();
    }

    @Test
    void an_excerpt_shows_that_it_was_cut() {
        assertThat(Excerpt.of("longer", 4)).isEqualTo("long…");
        assertThat(Excerpt.of("longer", 4, "...")).isEqualTo("long...");
        assertThat(Excerpt.start("longer", 4)).isEqualTo("long");
        assertThat(Excerpt.start("longer", 0)).isEmpty();
    }

    @Test
    void an_excerpt_does_not_split_a_surrogate_pair() {
        assertThat(Excerpt.start("ab" + PAIR + "c", 3)).isEqualTo("ab");
        assertThat(Excerpt.start("ab" + PAIR + "c", 4)).isEqualTo("ab" + PAIR);
        assertThat(Excerpt.of(PAIR + PAIR, 1)).isEqualTo("…");
    }

    @Test
    void a_digest_is_that_of_the_standard() {
        String abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

        assertThat(Sha256.hex("abc")).isEqualTo(abc);
        assertThat(Sha256.start().digest(new byte[] {'a', 'b', 'c'})).isEqualTo(Sha256.of("abc"));
    }
}
