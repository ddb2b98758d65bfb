package dev.sdpmcp.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.config.CurrentKeys.ActiveKey;
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
    void a_replacement_returns_added_removed_and_changed_keys() {
        ApiKey opsWithoutRights = new ApiKey("ops", new Secret("o".repeat(32)), false);

        CurrentKeys.Change change = keys.replace(List.of(key("ann", 'x'), key("eve", 'e'), opsWithoutRights));

        assertThat(change).isEqualTo(new CurrentKeys.Change(List.of("eve"), List.of("bob"), List.of("ann", "ops")));
        assertThat(keys.entries()).extracting(entry -> entry.held().name()).containsExactly("ann", "eve", "ops");
        assertThat(held("ops").admin()).isFalse();
    }

    @Test
    void removed_and_changed_keys_are_retired_and_others_keep_their_last_use() {
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

    /** Unnamed keys are named by their position. */
    @Test
    void another_key_under_the_same_name_is_a_new_key() {
        CurrentKeys unnamed = new CurrentKeys(List.of(key("key-1", 'a'), key("key-2", 'b')));
        ActiveKey second = unnamed.entries().get(1).held();

        assertThat(unnamed.replace(List.of(key("key-1", 'b'))))
                .isEqualTo(new CurrentKeys.Change(List.of(), List.of("key-2"), List.of("key-1")));
        assertThat(second.isRetired()).isTrue();
    }

    @Test
    void a_replacement_with_the_same_keys_changes_nothing() {
        assertThat(keys.replace(List.of(key("ops", 'o'), key("ann", 'a'), key("bob", 'b')))
                        .isNone())
                .isTrue();
    }

    @Test
    void listeners_are_called_before_keys_are_retired() {
        List<String> heard = new ArrayList<>();
        ActiveKey bob = held("bob");
        keys.follow(entries -> heard.add(entries.size() + " " + bob.isRetired()));

        keys.replace(List.of(key("ann", 'a')));

        assertThat(heard).containsExactly("3 false", "1 false");
        assertThat(bob.isRetired()).isTrue();
    }
}
