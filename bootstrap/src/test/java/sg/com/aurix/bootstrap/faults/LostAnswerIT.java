package sg.com.aurix.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.bootstrap.system.Listener;
import sg.com.aurix.bootstrap.system.PartnerLists;
import sg.com.aurix.bootstrap.system.TestSandbox;

/** PostgreSQL commits, and the connection is cut before it can say so. */
@Execution(ExecutionMode.CONCURRENT)
class LostAnswerIT {
    private final HeardEvents heard = new HeardEvents();
    private final Ledger ledger = new Ledger(heard);
    private final Visitor visitor = new Visitor(1, ledger);

    @Test
    @Requirement({"RS-2", "LD-6"})
    void a_commit_whose_answer_is_lost_has_its_effect_once_and_the_retry_gets_the_same_answer() throws IOException {
        KillablePostgres postgres = KillablePostgres.shared();
        try (Listener listener = new Listener(heard);
                AnswerCutter network = new AnswerCutter(postgres.port());
                Node node = Node.on(postgres.database("lost_answer", network.port()))) {
            heard.expectSecret(node.listenAt(listener.url()));
            PartnerLists partner = new PartnerLists(node.calls(), TestSandbox.API_KEY);

            network.cutAfter(visitor.nextPage());
            assertThat(visitor.click(node.calls())).isFalse();
            assertThat(network.cuts()).isEqualTo(1);
            List<JsonNode> clicks = partner.attribution();
            assertThat(clicks).as("PostgreSQL committed it").hasSize(1);

            assertThat(visitor.click(node.calls())).isTrue();
            assertThat(visitor.reference())
                    .hasValue(clicks.getFirst().path("correlation_id").asText());

            network.cutAfter(visitor.messageId());
            assertThat(visitor.write(node.calls(), true)).isFalse();
            assertThat(network.cuts()).isEqualTo(2);
            assertThat(partner.leads()).as("PostgreSQL committed it").hasSize(1);

            assertThat(visitor.write(node.calls(), true)).isTrue();
            assertThat(ledger.hit()).isEqualTo(2);
            assertThat(partner.leads()).hasSize(1);
            ledger.assertNothingLost(partner);
            assertThat(heard.facts())
                    .extracting(Fact::type)
                    .containsExactlyInAnyOrder("widget.click", "widget.click", "lead.correlated", "lead.complete");
            assertThat(heard.heardAtLeast(2)).isEmpty();
        }
    }
}
