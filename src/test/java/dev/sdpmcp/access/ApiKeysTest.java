package dev.sdpmcp.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.config.ApiKey;
import dev.sdpmcp.config.Secret;
import java.lang.reflect.Field;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApiKeysTest {

    private static final String ANNS = "a".repeat(32);
    private static final String BOBS = "b".repeat(32);

    private final ApiKeys keys =
            new ApiKeys(List.of(new ApiKey("ann", new Secret(ANNS), false), new ApiKey("bob", new Secret(BOBS), true)));

    @Test
    void knows_each_key_by_its_name() {
        assertThat(keys.callerWith(ANNS, "10.0.0.1")).contains(new Caller("ann", "10.0.0.1", false));
        assertThat(keys.callerWith(BOBS, "10.0.0.2")).contains(new Caller("bob", "10.0.0.2", true));
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
        ApiKeys both = new ApiKeys(
                List.of(new ApiKey("ann", new Secret(ANNS), false), new ApiKey("ann-2027", new Secret(BOBS), false)));

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
