package dev.darkroom.infra.laws.broken.activities.artifact;

import io.micronaut.transaction.TransactionOperations;

/** Breaks law 12: transactions beside those of the ledger. */
record OwnTransactions(TransactionOperations<Object> operations) {}
