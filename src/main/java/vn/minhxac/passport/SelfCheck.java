package vn.minhxac.passport;

/**
 * Decodes and verifies each code with the independent checker before it is released, and compares what it says with the
 * facts it was made from. {@code minhxac.passport.self-check} is the share of codes that are checked, 1.0 by default.
 */
public interface SelfCheck {

    /** True when the code may be released: it says exactly what the facts say, or it is not among the sample. */
    boolean passes(PassportFacts facts, IssuedCode code);
}
