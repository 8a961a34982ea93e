package sg.com.aurix.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.port.WebhookSender;

class LaterPortsTest {
    private static final String URL = "https://listener.example/";

    private final AtomicInteger times = new AtomicInteger();
    private final WebhookSender sender = mock();

    private WebhookSender make() {
        times.incrementAndGet();
        return sender;
    }

    private WebhookSender makeTheSecondTime() {
        if (times.incrementAndGet() == 1) {
            throw new IllegalStateException("not yet");
        }
        return sender;
    }

    @Test
    void nothing_is_made_before_somebody_needs_it() {
        WebhookSender later = new LaterPorts(this::make).webhookSender();
        assertThat(times).hasValue(0);

        later.check(URL);

        assertThat(times).hasValue(1);
        verify(sender).check(URL);
    }

    @Test
    void what_is_made_for_all_is_not_made_again() {
        LaterPorts ports = new LaterPorts(this::make);

        ports.makeAll();
        ports.webhookSender().check(URL);

        assertThat(times).hasValue(1);
    }

    @Test
    void what_cannot_be_made_is_tried_again_and_does_not_hinder_the_rest() {
        LaterPorts ports = new LaterPorts(this::makeTheSecondTime);

        ports.makeAll();
        ports.webhookSender().check(URL);

        assertThat(times).hasValue(2);
        verify(sender).check(URL);
        assertThat(ports.botDetector().isBot("Googlebot/2.1")).isTrue();
    }

    @Test
    void who_needs_what_cannot_be_made_hears_why() {
        WebhookSender later = new LaterPorts(this::makeTheSecondTime).webhookSender();

        assertThatThrownBy(() -> later.check(URL)).hasMessage("not yet");
    }

    @Test
    void of_all_who_need_it_at_once_one_makes_it() throws Exception {
        int callers = 8;
        CyclicBarrier together = new CyclicBarrier(callers);
        WebhookSender later = new LaterPorts(this::make).webhookSender();
        try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
            List<Future<?>> calls = IntStream.range(0, callers)
                    .<Future<?>>mapToObj(caller -> threads.submit(() -> {
                        together.await();
                        return later.check(URL);
                    }))
                    .toList();
            for (Future<?> call : calls) {
                call.get();
            }
        }
        assertThat(times).hasValue(1);
    }
}
