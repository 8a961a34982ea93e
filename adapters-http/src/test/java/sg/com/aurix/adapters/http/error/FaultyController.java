package sg.com.aurix.adapters.http.error;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.exceptions.HttpStatusException;

/** Fails in every way in which a controller can without a word about the answer. */
@Controller("/faulty")
@Produces(MediaType.ALL)
@SuppressWarnings("DoNotCallSuggester") // the server calls them
final class FaultyController {
    static final String PRIVATE = "jane@example.com";

    @Get("/status/{status}")
    String status(@PathVariable int status) {
        throw new HttpStatusException(HttpStatus.valueOf(status), PRIVATE);
    }

    @Get("/query")
    String query(@QueryValue int number) {
        return "the number is " + number;
    }

    @Get("/unexpected")
    String unexpected() {
        throw new IllegalStateException("Key (email)=(" + PRIVATE + ") already exists", new RuntimeException(PRIVATE));
    }

    @Get("/error")
    String error() {
        throw new AssertionError(PRIVATE);
    }
}
