package dev.darkroom.workflows.domain.money;

import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.TenantId;
import dev.darkroom.workflows.domain.money.LedgerAccount.Escrow;
import dev.darkroom.workflows.domain.money.LedgerAccount.Grant;
import dev.darkroom.workflows.domain.money.LedgerAccount.Loss;
import dev.darkroom.workflows.domain.money.LedgerAccount.Revenue;
import dev.darkroom.workflows.domain.money.LedgerAccount.Upstream;
import dev.darkroom.workflows.domain.money.LedgerAccount.Wallet;

/**
 * One movement of money: out of one account, into another, one amount. It is balanced by its shape.
 *
 * @param kind why the money moves; a job has at most one transfer of each kind
 * @param debit the account that the amount leaves
 * @param credit the account that the amount enters
 * @param amount above zero
 */
public record Transfer(Kind kind, LedgerAccount debit, LedgerAccount credit, MicroUsd amount) {

    /** Why money moves. The key of a job's movement is (job, kind), never a run id. */
    public enum Kind {
        /** Credit given to a tenant. */
        GRANT,
        /** The whole price, by the workflow's first act. */
        DEBIT,
        /** What the delivered images cost. */
        CAPTURE,
        /** What was not delivered. */
        REFUND,
        /** What a provider bills for images that were not delivered. No caller pays it, or sees it. */
        LOSS
    }

    public Transfer {
        if (amount.isZero()) {
            throw new IllegalArgumentException("a transfer moves more than nothing");
        }
    }

    public static Transfer grant(TenantId tenant, MicroUsd amount) {
        return new Transfer(Kind.GRANT, new Grant(), new Wallet(tenant), amount);
    }

    public static Transfer debit(TenantId tenant, JobId job, MicroUsd amount) {
        return new Transfer(Kind.DEBIT, new Wallet(tenant), new Escrow(job), amount);
    }

    /** What a chain gives one of its steps. */
    public static Transfer fund(JobId chain, JobId step, MicroUsd amount) {
        return new Transfer(Kind.DEBIT, new Escrow(chain), new Escrow(step), amount);
    }

    /** What a step gives back to its chain. */
    public static Transfer giveBack(JobId chain, JobId step, MicroUsd amount) {
        return new Transfer(Kind.REFUND, new Escrow(step), new Escrow(chain), amount);
    }

    public static Transfer capture(JobId job, MicroUsd amount) {
        return new Transfer(Kind.CAPTURE, new Escrow(job), new Revenue(), amount);
    }

    public static Transfer refund(TenantId tenant, JobId job, MicroUsd amount) {
        return new Transfer(Kind.REFUND, new Escrow(job), new Wallet(tenant), amount);
    }

    public static Transfer loss(MicroUsd amount) {
        return new Transfer(Kind.LOSS, new Loss(), new Upstream(), amount);
    }
}
