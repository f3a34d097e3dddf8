package vn.minhxac.training.internal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What is said to the person at the console, in UTF-8 whatever the machine's locale says. */
public final class Console {

    private Console() {
    }

    public static void print(String text) {
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8).println(text);
    }
}
