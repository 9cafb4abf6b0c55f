package dev.darkroom.activities.provider.sandbox.draw;

import java.util.Random;
import java.util.stream.Stream;

/** What lies below the sky. */
enum Scene {
    LIGHTHOUSE("lighthouse"),
    MOUNTAINS("mountain alp peak snow hill valley cabin"),
    SEA("sea ocean lake water beach boat harbour harbor island fish"),
    CITY("city street tower skyline building neon car robot cyber"),
    FOREST("forest tree wood jungle fox bear garden leaf mushroom");

    private final String words;

    Scene(String words) {
        this.words = words;
    }

    /** The scene that a prompt names, else any. */
    static Scene of(String prompt, Random random) {
        int any = random.nextInt(4);
        for (Scene scene : values()) {
            if (Stream.of(scene.words.split(" ")).anyMatch(prompt::contains)) {
                return scene;
            }
        }
        return switch (any) {
            case 0 -> MOUNTAINS;
            case 1 -> SEA;
            case 2 -> CITY;
            default -> FOREST;
        };
    }
}
