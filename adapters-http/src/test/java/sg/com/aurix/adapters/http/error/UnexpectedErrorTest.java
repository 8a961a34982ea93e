package sg.com.aurix.adapters.http.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micronaut.http.HttpStatus;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import sg.com.aurix.adapters.http.Answer;
import sg.com.aurix.adapters.http.TestServer;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.port.StoreUnavailableException;
import sg.com.aurix.application.usecase.ListAttribution;
import sg.com.aurix.application.usecase.ListLeads;

final class UnexpectedErrorTest {
    private static final String PRIVATE = "jane@example.com";

    private final Logger log = (Logger) LoggerFactory.getLogger("ROOT");
    private final ListAppender<ILoggingEvent> written = new ListAppender<>();

    @BeforeEach
    void watchTheLog() {
        written.start();
        log.addAppender(written);
    }

    @AfterEach
    void leaveTheLog() {
        log.detachAppender(written);
    }

    @Test
    @Requirement({"RS-7", "API-3"})
    void a_store_that_does_not_answer_is_a_503_that_says_when_to_come_back() {
        Answer answer = answerWhenListsThrow(
                new StoreUnavailableException("the database refuses connections", new IllegalStateException(PRIVATE)));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("retry-after")).hasValue("10");
        assertThat(answer.names()).containsExactly("status", "message");
        assertThat(answer.json().get("message").asText())
                .as("nobody can tell, where a commit was not answered")
                .contains("may or may not have been kept", "send the request again");
        assertThat(answer.text()).doesNotContain(PRIVATE, "database refuses");
        assertThat(logged()).noneMatch(line -> line.contains(PRIVATE));
    }

    @Test
    @Requirement({"RS-19", "API-3"})
    void an_unexpected_exception_leaves_where_it_happened_in_the_log_and_nothing_private() {
        Answer answer = answerWhenListsThrow(new IllegalStateException(
                "Key (email)=(" + PRIVATE + ") already exists", new IllegalArgumentException(PRIVATE)));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.text()).doesNotContain(PRIVATE);
        assertThat(logged())
                .anyMatch(line -> line.contains("java.lang.IllegalStateException")
                        && line.contains("caused by java.lang.IllegalArgumentException")
                        && line.contains(getClass().getSimpleName()));
        assertThat(logged()).noneMatch(line -> line.contains(PRIVATE));
    }

    @Test
    void an_error_of_a_surface_is_no_entry_in_the_log() {
        Answer answer = answerWhenListsThrow(ApiException.of(HttpStatus.CONFLICT, "Not now."));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(written.list).noneMatch(event -> event.getLevel().isGreaterOrEqual(Level.WARN));
    }

    private static Answer answerWhenListsThrow(RuntimeException thrown) {
        ListLeads leads = (partner, page) -> {
            throw thrown;
        };
        ListAttribution attribution = (partner, page) -> {
            throw thrown;
        };
        try (TestServer server = TestServer.startWithLists(leads, attribution)) {
            return server.get("/integrations/external/leads")
                    .bearer(server.newPartner().key())
                    .send();
        }
    }

    private List<String> logged() {
        await().until(() -> !written.list.isEmpty());
        return List.copyOf(written.list).stream()
                .map(event -> event.getFormattedMessage() + event.getThrowableProxy())
                .toList();
    }
}
