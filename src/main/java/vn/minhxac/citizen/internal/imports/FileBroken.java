package vn.minhxac.citizen.internal.imports;

/** The file is not what it says; it is rejected whole. The code is the message key {@code error.import.<code>}. */
class FileBroken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final long line;

    FileBroken(String code) {
        this(code, 0);
    }

    FileBroken(String code, long line) {
        super(code + (line > 0 ? " at line " + line : ""));
        this.code = code;
        this.line = line;
    }

    String code() {
        return code;
    }

    /** Line of the file, or 0 where it is not about one. */
    long line() {
        return line;
    }
}
