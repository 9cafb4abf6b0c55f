package dev.darkroom.activities.ledger;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/**
 * A wallet, in micro-USD. What can be spent is {@code balance - held}.
 *
 * @param balance what was paid in and not charged
 * @param held the part of it that accepted jobs will be charged
 * @param entries how many transfers touched it
 */
@MappedEntity("wallet")
record WalletRow(@Id String tenantId, long balance, long held, long entries) {}
