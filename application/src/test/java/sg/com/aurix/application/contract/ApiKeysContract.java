package sg.com.aurix.application.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.port.Ports;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.partner.PartnerKey;

/** What every {@link sg.com.aurix.application.port.ApiKeys} must do. */
@Requirement("RS-16")
public interface ApiKeysContract {
    Ports ports();

    @Test
    default void a_key_is_found_by_its_hash_as_it_was_added() {
        Samples samples = Samples.in(ports());
        PartnerKey key = samples.addKey(samples.addPartner().id());

        assertThat(ports().apiKeys().find(key.hash())).contains(key);
    }

    @Test
    default void a_key_that_was_never_added_is_not_found() {
        Samples samples = Samples.in(ports());

        assertThat(ports().apiKeys().find(samples.key(samples.partner().id()).hash()))
                .isEmpty();
    }

    @Test
    default void neither_a_taken_id_nor_a_taken_hash_is_accepted() {
        Samples samples = Samples.in(ports());
        PartnerKey first = samples.addKey(samples.addPartner().id());
        PartnerKey other = samples.key(samples.addPartner().id());
        PartnerKey sameId =
                new PartnerKey(first.id(), other.partnerId(), other.hash(), other.createdAt(), Optional.empty());
        PartnerKey sameHash =
                new PartnerKey(other.id(), other.partnerId(), first.hash(), other.createdAt(), Optional.empty());

        for (PartnerKey taken : List.of(sameId, sameHash)) {
            assertThatThrownBy(() -> samples.run(() -> ports().apiKeys().add(taken)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(ports().apiKeys().find(first.hash())).contains(first);
        assertThat(ports().apiKeys().of(other.partnerId())).isEmpty();
    }

    @Test
    default void a_revoked_key_is_found_with_the_date_it_was_first_revoked() {
        Samples samples = Samples.in(ports());
        PartnerKey key = samples.addKey(samples.addPartner().id());
        Instant now = samples.now();

        assertThat(ports().apiKeys().find(key.hash())).contains(key);
        assertThat(revoke(key.partnerId(), key, now)).isTrue();
        assertThat(revoke(key.partnerId(), key, now.plusSeconds(5))).isTrue();

        assertThat(ports().apiKeys().find(key.hash()))
                .contains(new PartnerKey(key.id(), key.partnerId(), key.hash(), key.createdAt(), Optional.of(now)));
    }

    @Test
    default void of_many_who_revoke_a_key_at_once_each_finds_it_revoked_afterwards() {
        Samples samples = Samples.in(ports());
        for (int round = 0; round < Race.ROUNDS; round++) {
            PartnerKey key = samples.addKey(samples.addPartner().id());

            List<Optional<Instant>> seen = Race.run(number -> {
                revoke(key.partnerId(), key, samples.now().plusSeconds(number));
                return ports().apiKeys().find(key.hash()).flatMap(PartnerKey::revokedAt);
            });

            assertThat(seen).doesNotContain(Optional.empty()).containsOnly(seen.get(0));
        }
    }

    @Requirement("API-8")
    @Test
    default void another_partners_key_is_not_revoked() {
        Samples samples = Samples.in(ports());
        PartnerKey key = samples.addKey(samples.addPartner().id());
        PartnerId stranger = samples.addPartner().id();

        assertThat(revoke(stranger, key, samples.now())).isFalse();
        assertThat(revoke(stranger, samples.key(stranger), samples.now())).isFalse();
        assertThat(ports().apiKeys().find(key.hash())).contains(key);
    }

    @Test
    default void a_partners_keys_are_listed_oldest_first_with_ties_broken_by_id_and_revoked_ones_too() {
        Samples samples = Samples.in(ports());
        PartnerId partnerId = samples.addPartner().id();
        samples.addKey(samples.addPartner().id());
        List<PartnerKey> keys = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            PartnerKey fresh = samples.key(partnerId);
            Instant createdAt = samples.now().minusNanos(1_000L * (i / 2));
            PartnerKey key = new PartnerKey(fresh.id(), partnerId, fresh.hash(), createdAt, Optional.empty());
            samples.run(() -> ports().apiKeys().add(key));
            keys.add(key);
        }
        revoke(partnerId, keys.get(0), samples.now());
        keys.set(0, ports().apiKeys().find(keys.get(0).hash()).orElseThrow());
        keys.sort(Comparator.comparing(PartnerKey::createdAt)
                .thenComparing(key -> key.id().toString()));

        assertThat(ports().apiKeys().of(partnerId)).isEqualTo(keys);
    }

    private boolean revoke(PartnerId partnerId, PartnerKey key, Instant now) {
        return ports().unitOfWork().run(() -> ports().apiKeys().revoke(partnerId, key.id(), now));
    }
}
