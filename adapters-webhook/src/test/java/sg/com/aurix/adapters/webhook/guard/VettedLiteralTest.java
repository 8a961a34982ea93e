package sg.com.aurix.adapters.webhook.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import sg.com.aurix.application.contract.Requirement;

class VettedLiteralTest {

    private static final VettedAddressResolverGroup GROUP =
            new VettedAddressResolverGroup(AddressPolicy.publicOnly(), host -> {
                throw new AssertionError("looked up " + host);
            });

    @Property(tries = 200)
    @Requirement("RS-15")
    void an_address_in_any_notation_is_vetted_without_a_look_up(@ForAll("ipv4") BigInteger address) {
        for (var host : Notations.plain(address)) {
            var answer = resolve(host);
            if (StatedRanges.refusesIpv4(address)) {
                assertThat(failure(answer)).as(host).isInstanceOf(AddressRefusedException.class);
            } else {
                var dialled =
                        Objects.requireNonNull(answer.awaitUninterruptibly().getNow());
                assertThat(dialled.getAddress().getAddress()).as(host).isEqualTo(StatedRanges.bytes(address, 4));
            }
        }
        for (var carrier : Notations.carriers(address)) {
            assertThat(failure(resolve(carrier))).as(carrier).isInstanceOf(AddressRefusedException.class);
        }
    }

    @Property(tries = 200)
    @Requirement("RS-15")
    void an_ipv6_address_in_any_notation_is_vetted_without_a_look_up(@ForAll("ipv6") BigInteger address) {
        for (var text : Notations.ipv6(address)) {
            var answer = resolve("[" + text + "]");
            if (StatedRanges.refusesIpv6(address)) {
                assertThat(failure(answer)).as(text).isInstanceOf(AddressRefusedException.class);
            } else {
                var dialled =
                        Objects.requireNonNull(answer.awaitUninterruptibly().getNow());
                assertThat(dialled.getAddress().getAddress()).as(text).isEqualTo(StatedRanges.bytes(address, 16));
            }
            assertThat(failure(resolve(text + "%lo"))).isInstanceOf(AddressRefusedException.class);
        }
    }

    @Provide
    Arbitrary<BigInteger> ipv4() {
        return StatedRanges.ipv4();
    }

    @Provide
    Arbitrary<BigInteger> ipv6() {
        return StatedRanges.ipv6();
    }

    private static Future<InetSocketAddress> resolve(String host) {
        return GROUP.getResolver(GlobalEventExecutor.INSTANCE).resolve(InetSocketAddress.createUnresolved(host, 443));
    }

    private static @Nullable Throwable failure(Future<?> future) {
        assertThat(future.awaitUninterruptibly(10, TimeUnit.SECONDS)).isTrue();
        return future.cause();
    }
}
