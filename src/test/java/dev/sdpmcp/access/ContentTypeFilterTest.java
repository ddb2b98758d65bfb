package dev.sdpmcp.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTypeFilterTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON",
                "application/json; charset=utf-8",
                "application/json;charset=\"UTF-8\"",
                "application/json ; v=1"
            })
    void takes_json(String contentType) {
        assertThat(ContentTypeFilter.isJson(contentType)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text/plain",
                "application/jsonp",
                "application/json-seq",
                "application/json,text/plain",
                "application/json; charset=utf-16",
                "application/x-www-form-urlencoded",
                "text/plain; application/json"
            })
    void takes_nothing_else(String contentType) {
        assertThat(ContentTypeFilter.isJson(contentType)).isFalse();
    }

    @Test
    void does_not_guess() {
        assertThat(ContentTypeFilter.isJson(null)).isFalse();
    }
}
