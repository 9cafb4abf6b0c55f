package dev.darkroom.infra.check;

import dev.darkroom.activities.check.Findings;
import dev.darkroom.activities.check.rule.Rule;
import java.io.IOException;
import java.util.List;

/** The rules about one log. */
interface LogPart {

    List<Rule> rules();

    /** Looks at them. */
    void run(Findings findings) throws IOException;
}
