package sg.com.aurix.adapters.persistence;

import java.util.UUID;

/** The row in which a secret is kept. */
record SecretPlace(UUID partnerId, UUID webhookId, int secretNo) {}
