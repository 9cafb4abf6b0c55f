package dev.darkroom.infra.laws.broken.activities.ledger;

import io.micronaut.transaction.TransactionOperations;

/** Keeps law 12: the one place of transactions. */
record Transactions(TransactionOperations<Object> operations) {}
