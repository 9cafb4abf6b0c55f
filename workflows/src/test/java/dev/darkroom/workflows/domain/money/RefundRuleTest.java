package dev.darkroom.workflows.domain.money;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefundRuleTest {

    @ParameterizedTest
    @CsvSource({
        "IMAGE, 50000, 1, 0,      0,  50000",
        "IMAGE, 50000, 1, 1,  50000,      0",
        "IMAGE, 50000, 4, 0,      0, 200000",
        "IMAGE, 50000, 4, 1,  50000, 150000",
        "IMAGE, 50000, 4, 3, 150000,  50000",
        "IMAGE, 50000, 4, 4, 200000,      0",
        "IMAGE,     0, 4, 2,      0,      0",
        "CALL,  30000, 1, 0,      0,  30000",
        "CALL,  30000, 1, 1,  30000,      0",
        "CALL,  80000, 4, 0,      0,  80000",
        "CALL,  80000, 4, 1,  80000,      0",
        "CALL,  80000, 4, 4,  80000,      0"
    })
    void keeps_what_was_delivered_and_refunds_the_rest(
            PriceUnit per, long unitPrice, int images, int delivered, long captured, long refunded) {
        Quote quote = new Quote("text_to_image standard", new MicroUsd(unitPrice), images, per);
        Settlement settlement = RefundRule.settle(quote, delivered);
        assertEquals(new MicroUsd(captured), settlement.captured());
        assertEquals(new MicroUsd(refunded), settlement.refunded());
        assertEquals(quote.total(), settlement.debited());
    }

    @ParameterizedTest
    @CsvSource({"4, -1", "4, 5", "1, 2"})
    void refuses_a_count_that_was_never_asked_for(int images, int delivered) {
        Quote quote = new Quote("text_to_image standard", new MicroUsd(1), images, PriceUnit.IMAGE);
        assertThrows(IllegalArgumentException.class, () -> RefundRule.settle(quote, delivered));
    }

    @Test
    void adds_up_for_any_price_and_count() {
        Random random = new Random(42);
        for (int i = 0; i < 10_000; i++) {
            PriceUnit per = random.nextBoolean() ? PriceUnit.IMAGE : PriceUnit.CALL;
            int images = 1 + random.nextInt(10);
            Quote quote = new Quote("any", new MicroUsd(random.nextLong(10_000_000)), images, per);
            Settlement settlement = RefundRule.settle(quote, random.nextInt(images + 1));
            assertEquals(quote.total(), settlement.captured().plus(settlement.refunded()));
        }
    }

    @Test
    void a_settlement_that_does_not_add_up_cannot_be_made() {
        MicroUsd one = new MicroUsd(1);
        assertThrows(IllegalArgumentException.class, () -> new Settlement(one, one, one));
    }
}
