package sg.com.aurix.application.inmemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.Mockito.mock;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import sg.com.aurix.application.port.UnitOfWork;

/** What broken siblings of ports are made of. */
final class Siblings {
    private Siblings() {}

    /** Shows that a test of the kit fails. */
    static void bites(ThrowingCallable test) {
        assertThatThrownBy(test).isInstanceOf(AssertionError.class);
    }

    /** The same for a test that looks whether another thread has to wait: where that is late, it seems to. */
    static void bitesOnceTheOtherIsInTime(ThrowingCallable test) {
        await().atMost(Duration.ofSeconds(30)).until(() -> catchThrowable(test) instanceof AssertionError);
    }

    /** A port that does what the sound one does, until it is told otherwise. */
    static <T> T sibling(Class<T> port, T sound) {
        return mock(port, delegatesTo(sound));
    }

    /** Each call of a port is then a unit of its own, so that callers can come between. */
    static UnitOfWork withoutIsolation() {
        return new UnitOfWork() {
            @Override
            public <T> T run(Supplier<T> work) {
                return work.get();
            }
        };
    }

    /** Holds the first who looked until another one has looked as well. */
    static void awaitAnother(CountDownLatch looked) throws InterruptedException {
        looked.countDown();
        assertThat(looked.await(30, TimeUnit.SECONDS)).isTrue();
    }
}
