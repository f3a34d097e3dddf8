package vn.minhxac.signing.internal;

import vn.minhxac.common.BadInput;
import vn.minhxac.engine.TaskRule.Submission;

/** What the rules of this module's tasks have in common. */
final class Submitter {

    private Submitter() {
    }

    /** Who decides; nobody decides anonymously. */
    static String of(Submission submission) {
        if (submission.officer() == null) {
            throw new BadInput(403, "forbidden");
        }
        return submission.officer();
    }

    /** Takes the remark out of what the engine is going to store: it is kept with the list alone. */
    static Object takeRemark(Submission submission) {
        return submission.values().containsKey("remark") ? submission.values().remove("remark") : null;
    }
}
