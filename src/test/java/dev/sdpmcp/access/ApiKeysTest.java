package dev.sdpmcp.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.config.ApiKey;
import dev.sdpmcp.config.CurrentKeys;
import dev.sdpmcp.config.Secret;
import java.lang.reflect.Field;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApiKeysTest {

    private static final String ANNS = "a".repeat(32);
    private static final String BOBS = "b".repeat(32);

    private final CurrentKeys current = new CurrentKeys(
            List.of(new ApiKey("ann", new Secret(ANNS), false), new ApiKey("bob", new Secret(BOBS), true)));
    private final ApiKeys keys = new ApiKeys(current);

    @Test
    void knows_each_key_by_its_name() {
        Caller ann = keys.callerWith(ANNS, "10.0.0.1").orElseThrow();
        Caller bob = keys.callerWith(BOBS, "10.0.0.2").orElseThrow();

        assertThat(List.of(ann.keyName(), ann.address(), ann.admin())).containsExactly("ann", "10.0.0.1", false);
        assertThat(List.of(bob.keyName(), bob.address(), bob.admin())).containsExactly("bob", "10.0.0.2", true);
        assertThat(ann.key().lastUsed()).isPresent();
    }

    @Test
    void knows_the_keys_that_are_in_force_and_no_others() {
        Caller before = keys.callerWith(ANNS, "1").orElseThrow();
        String newer = "n".repeat(32);

        current.replace(List.of(new ApiKey("ann", new Secret(newer), false)));

        assertThat(keys.callerWith(ANNS, "1")).isEmpty();
        assertThat(keys.callerWith(BOBS, "1")).isEmpty();
        Caller after = keys.callerWith(newer, "1").orElseThrow();
        assertThat(after.keyName()).isEqualTo("ann");
        assertThat(after.holdsSameKeyAs(before)).isFalse();
        assertThat(after.holdsSameKeyAs(keys.callerWith(newer, "2").orElseThrow()))
                .isTrue();
    }

    @Test
    void knows_no_key_that_is_only_alike() {
        assertThat(keys.callerWith(ANNS + "a", "1")).isEmpty();
        assertThat(keys.callerWith(ANNS.substring(1), "1")).isEmpty();
        assertThat(keys.callerWith(ANNS.toUpperCase(java.util.Locale.ROOT), "1"))
                .isEmpty();
        assertThat(keys.callerWith("", "1")).isEmpty();
    }

    /** Two keys at once are how a key is changed without anybody being locked out. */
    @Test
    void lets_in_the_old_key_and_the_new_one() {
        ApiKeys both = new ApiKeys(new CurrentKeys(
                List.of(new ApiKey("ann", new Secret(ANNS), false), new ApiKey("ann-2027", new Secret(BOBS), false))));

        assertThat(both.callerWith(ANNS, "1")).isPresent();
        assertThat(both.callerWith(BOBS, "1")).isPresent();
    }

    @Test
    void keeps_no_key_in_clear_text() throws Exception {
        Field known = ApiKeys.class.getDeclaredField("known");
        known.setAccessible(true);
        for (Object each : (List<?>) known.get(keys)) {
            for (Field field : each.getClass().getDeclaredFields()) {
                field.setAccessible(true);
                assertThat(field.get(each)).as(field.getName()).isNotIn(ANNS, BOBS, new Secret(ANNS), new Secret(BOBS));
            }
        }
    }
}
