package sg.com.aurix.application.inmemory;

import org.junit.jupiter.api.Nested;
import sg.com.aurix.application.contract.ApiKeysContract;
import sg.com.aurix.application.contract.AttemptsContract;
import sg.com.aurix.application.contract.ChannelsContract;
import sg.com.aurix.application.contract.ClicksContract;
import sg.com.aurix.application.contract.ConversationsContract;
import sg.com.aurix.application.contract.DeliveriesContract;
import sg.com.aurix.application.contract.LeadsContract;
import sg.com.aurix.application.contract.OutboxContract;
import sg.com.aurix.application.contract.PartnersContract;
import sg.com.aurix.application.contract.RedeliveriesContract;
import sg.com.aurix.application.contract.RedeliveryContract;
import sg.com.aurix.application.contract.RedeliveryRacesContract;
import sg.com.aurix.application.contract.SessionsContract;
import sg.com.aurix.application.contract.Store;
import sg.com.aurix.application.contract.UnitOfWorkContract;
import sg.com.aurix.application.contract.WebhooksContract;
import sg.com.aurix.application.port.Ports;

/** The in-memory ports keep every contract. */
class InMemoryContractTest {
    private final Store store = new InMemoryStore();

    /** Each test has a store of its own. */
    abstract class OverTheStore {
        public Ports ports() {
            return store.ports();
        }
    }

    @Nested
    class PartnersTest extends OverTheStore implements PartnersContract {}

    @Nested
    class ApiKeysTest extends OverTheStore implements ApiKeysContract {}

    @Nested
    class ChannelsTest extends OverTheStore implements ChannelsContract {}

    @Nested
    class SessionsTest extends OverTheStore implements SessionsContract {}

    @Nested
    class ClicksTest extends OverTheStore implements ClicksContract {}

    @Nested
    class ConversationsTest extends OverTheStore implements ConversationsContract {}

    @Nested
    class LeadsTest extends OverTheStore implements LeadsContract {}

    @Nested
    class WebhooksTest extends OverTheStore implements WebhooksContract {}

    @Nested
    class UnitOfWorkTest extends OverTheStore implements UnitOfWorkContract {}

    /** Events are leased by the store's clock, so their tests move it. */
    abstract class OverTheClock {
        public Store store() {
            return store;
        }
    }

    @Nested
    class OutboxTest extends OverTheClock implements OutboxContract {}

    @Nested
    class AttemptsTest extends OverTheClock implements AttemptsContract {}

    @Nested
    class DeliveriesTest extends OverTheClock implements DeliveriesContract {}

    @Nested
    class RedeliveryTest extends OverTheClock implements RedeliveryContract {}

    @Nested
    class RedeliveriesTest extends OverTheClock implements RedeliveriesContract {}

    @Nested
    class RedeliveryRacesTest extends OverTheClock implements RedeliveryRacesContract {}
}
