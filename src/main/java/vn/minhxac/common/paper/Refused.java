package vn.minhxac.common.paper;

import vn.minhxac.common.BadInput;

/** Why a file is not taken. */
final class Refused {

    private Refused() {
    }

    /** No JPEG, PNG or PDF, or a broken one. */
    static BadInput type() {
        return new BadInput(415, "attachment.type");
    }

    static BadInput tooLarge() {
        return new BadInput(413, "attachment.tooLarge");
    }

    /** Would take too much memory to show. */
    static BadInput pixels() {
        return new BadInput(413, "attachment.pixels");
    }

    /** Nobody could read what it says (R08). */
    static BadInput unreadable() {
        return new BadInput(422, "attachment.unreadable");
    }

    /** A PDF that is locked, too long, or does something when opened. */
    static BadInput pdf() {
        return new BadInput(422, "attachment.pdf");
    }
}
