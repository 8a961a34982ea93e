package sg.com.aurix.adapters.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.simple.SimpleHttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BearerTest {
    @ParameterizedTest
    @ValueSource(strings = {"Bearer !a~", "bearer !a~", "BEARER !a~", "Bearer    !a~", "Bearer !a~   "})
    void the_scheme_is_read_in_any_letter_case_and_spaces_around_the_token_do_not_count(String header) {
        assertThat(Bearer.token(request(header))).hasValue("!a~");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer    ",
                "Bearerx",
                "Basic x",
                "Bearer x y",
                "Bearer \tx",
                "Bearer x\t",
                "Bearer x\ty",
                "Bearer\tx",
                "Bearer é",
                "Bearer \u00a0x"
            })
    void anything_else_has_no_token(String header) {
        assertThat(Bearer.token(request(header))).isEmpty();
    }

    @Test
    void a_header_that_is_missing_or_there_twice_has_none() {
        assertThat(Bearer.token(new SimpleHttpRequest<>(HttpMethod.GET, "/", "")))
                .isEmpty();
        assertThat(Bearer.token(request("Bearer x").header(HttpHeaders.AUTHORIZATION, "Bearer x")))
                .isEmpty();
    }

    private static MutableHttpRequest<String> request(String header) {
        return new SimpleHttpRequest<>(HttpMethod.GET, "/", "").header(HttpHeaders.AUTHORIZATION, header);
    }
}
