/** Where money moves: wallets, transfers, and the one class that runs transactions. */
@NullMarked
package dev.darkroom.activities.ledger;

import org.jspecify.annotations.NullMarked;
