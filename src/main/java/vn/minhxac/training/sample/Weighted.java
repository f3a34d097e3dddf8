package vn.minhxac.training.sample;

import java.util.Random;

/** A choice by weight, written {@code value:weight value:weight}; an underscore stands for a blank. */
final class Weighted {

    private final String[] values;
    private final int[] upTo;

    Weighted(String choices) {
        String[] parts = choices.split(" ");
        values = new String[parts.length];
        upTo = new int[parts.length];
        int sum = 0;
        for (int i = 0; i < parts.length; i++) {
            int colon = parts[i].lastIndexOf(':');
            values[i] = parts[i].substring(0, colon).replace('_', ' ');
            sum += Integer.parseInt(parts[i].substring(colon + 1));
            upTo[i] = sum;
        }
    }

    String pick(Random random) {
        int roll = random.nextInt(upTo[upTo.length - 1]);
        int i = 0;
        while (roll >= upTo[i]) {
            i++;
        }
        return values[i];
    }
}
