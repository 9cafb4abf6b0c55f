package dev.darkroom.workflows.domain.money;

import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.TenantId;

/** An account of the ledger. The sum over all of them is zero at every commit. */
public sealed interface LedgerAccount {

    /** The account's name as the ledger's rows carry it. */
    String code();

    /** What a tenant has paid in and not yet spent. */
    record Wallet(TenantId tenant) implements LedgerAccount {
        @Override
        public String code() {
            return "wallet:" + tenant.text();
        }
    }

    /** What was charged for a job that has not ended; zero once it has. */
    record Escrow(JobId job) implements LedgerAccount {
        @Override
        public String code() {
            return "escrow:" + job.text();
        }
    }

    /** What was earned by delivering images. */
    record Revenue() implements LedgerAccount {
        @Override
        public String code() {
            return "revenue";
        }
    }

    /** What was lost on work that providers bill for and callers are not charged for; at or below zero. */
    record Loss() implements LedgerAccount {
        @Override
        public String code() {
            return "loss";
        }
    }

    /** What providers bill for work that reached no caller. */
    record Upstream() implements LedgerAccount {
        @Override
        public String code() {
            return "upstream";
        }
    }

    /** Where granted credit comes from. */
    record Grant() implements LedgerAccount {
        @Override
        public String code() {
            return "grant";
        }
    }
}
