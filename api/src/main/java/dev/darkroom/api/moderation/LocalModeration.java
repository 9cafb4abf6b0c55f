package dev.darkroom.api.moderation;

import dev.darkroom.api.core.Moderation;
import dev.darkroom.api.moderation.text.FoldedText;
import dev.darkroom.api.moderation.text.Folding;
import dev.darkroom.api.moderation.text.Group;
import java.util.List;
import java.util.Set;

/** Judges by word lists, on this machine. */
final class LocalModeration implements Moderation {

    private final Folding folding;
    private final WordLists lists;

    LocalModeration(Folding folding, WordLists lists) {
        this.folding = folding;
        this.lists = lists;
    }

    @Override
    public Ruling judge(List<String> texts) {
        List<FoldedText> folded =
                texts.stream().flatMap(text -> folding.readings(text).stream()).toList();
        Set<Group> found = lists.terms().groupsIn(folded);
        return lists.lists().stream()
                .filter(list -> list.blocks(found))
                .findFirst()
                .<Ruling>map(list -> new Ruling.Blocked(list.kind()))
                .orElseGet(Ruling.Allowed::new);
    }
}
