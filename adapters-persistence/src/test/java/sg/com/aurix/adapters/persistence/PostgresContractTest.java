package sg.com.aurix.adapters.persistence;

import org.junit.jupiter.api.AfterAll;
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

/** The PostgreSQL ports keep every contract. */
class PostgresContractTest {
    private static final TestStore STORE = TestStore.open();

    @AfterAll
    static void close() {
        STORE.close();
    }

    /** All tests share a database, as all partners do. */
    abstract static class OverTheStore {
        public Ports ports() {
            return STORE.ports();
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

    /** For kits that let time pass, or have a second node. */
    abstract static class OverTheWholeStore {
        public Store store() {
            return STORE;
        }
    }

    @Nested
    class OutboxTest extends OverTheWholeStore implements OutboxContract {}

    @Nested
    class AttemptsTest extends OverTheWholeStore implements AttemptsContract {}

    @Nested
    class DeliveriesTest extends OverTheWholeStore implements DeliveriesContract {}

    @Nested
    class RedeliveryTest extends OverTheWholeStore implements RedeliveryContract {}

    @Nested
    class RedeliveriesTest extends OverTheWholeStore implements RedeliveriesContract {}

    @Nested
    class RedeliveryRacesTest extends OverTheWholeStore implements RedeliveryRacesContract {}
}
