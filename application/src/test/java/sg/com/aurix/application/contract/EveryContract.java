package sg.com.aurix.application.contract;

import org.junit.jupiter.api.Nested;
import sg.com.aurix.application.port.Ports;

/** All contracts at once: the tests of ports that keep them extend this and say which store the ports are of. */
public abstract class EveryContract {
    /** The store that is held to the contracts; what other tests left there does not matter. */
    protected abstract Store store();

    abstract class OverTheStore {
        public Store store() {
            return EveryContract.this.store();
        }

        public Ports ports() {
            return store().ports();
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

    @Nested
    class OutboxTest extends OverTheStore implements OutboxContract {}

    @Nested
    class AttemptsTest extends OverTheStore implements AttemptsContract {}

    @Nested
    class DeliveriesTest extends OverTheStore implements DeliveriesContract {}

    @Nested
    class RedeliveryTest extends OverTheStore implements RedeliveryContract {}

    @Nested
    class RedeliveriesTest extends OverTheStore implements RedeliveriesContract {}

    @Nested
    class RedeliveryRacesTest extends OverTheStore implements RedeliveryRacesContract {}
}
