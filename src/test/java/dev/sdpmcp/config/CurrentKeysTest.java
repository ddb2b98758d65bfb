package dev.sdpmcp.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurrentKeysTest {

    private final CurrentKeys keys = new CurrentKeys(List.of(key("ann", 'a'), key("bob", 'b'), key("ops", 'o')));

    private static ApiKey key(String name, char character) {
        return new ApiKey(name, new Secret(String.valueOf(character).repeat(32)), name.equals("ops"));
    }

    private ActiveKey held(String name) {
        return keys.entries().stream()
                .map(CurrentKeys.Entry::held)
                .filter(held -> held.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_replacement_says_what_is_new_gone_and_different() {
        ApiKey opsWithoutRights = new ApiKey("ops", new Secret("o".repeat(32)), false);

        CurrentKeys.Change change = keys.replace(List.of(key("ann", 'x'), key("eve", 'e'), opsWithoutRights));

        assertThat(change).isEqualTo(new CurrentKeys.Change(List.of("eve"), List.of("bob"), List.of("ann", "ops")));
        assertThat(keys.entries()).extracting(entry -> entry.held().name()).containsExactly("ann", "eve", "ops");
        assertThat(held("ops").admin()).isFalse();
    }

    @Test
    void what_is_gone_or_different_is_retired_and_what_stays_keeps_its_use() {
        ActiveKey ann = held("ann");
        ActiveKey bob = held("bob");
        ActiveKey ops = held("ops");
        ann.used();

        keys.replace(List.of(key("ops", 'x'), key("ann", 'a')));

        assertThat(held("ann")).isSameAs(ann);
        assertThat(ann.isRetired()).isFalse();
        assertThat(ann.lastUsed()).isPresent();
        assertThat(bob.isRetired()).isTrue();
        assertThat(ops.isRetired()).isTrue();
        assertThat(held("ops").isRetired()).isFalse();
        assertThat(held("ops").lastUsed()).isEmpty();
    }

    /** Unnamed keys are called by their place. */
    @Test
    void a_name_that_now_belongs_to_another_key_is_another_key() {
        CurrentKeys unnamed = new CurrentKeys(List.of(key("key-1", 'a'), key("key-2", 'b')));
        ActiveKey second = unnamed.entries().get(1).held();

        assertThat(unnamed.replace(List.of(key("key-1", 'b'))))
                .isEqualTo(new CurrentKeys.Change(List.of(), List.of("key-2"), List.of("key-1")));
        assertThat(second.isRetired()).isTrue();
    }

    @Test
    void the_same_keys_are_no_change() {
        assertThat(keys.replace(List.of(key("ops", 'o'), key("ann", 'a'), key("bob", 'b')))
                        .isNone())
                .isTrue();
    }

    @Test
    void followers_hear_of_all_keys_before_one_counts_as_retired() {
        List<String> heard = new ArrayList<>();
        ActiveKey bob = held("bob");
        keys.follow(entries -> heard.add(entries.size() + " " + bob.isRetired()));

        keys.replace(List.of(key("ann", 'a')));

        assertThat(heard).containsExactly("3 false", "1 false");
        assertThat(bob.isRetired()).isTrue();
    }
}
