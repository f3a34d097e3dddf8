package vn.minhxac.citizen.internal.imports;

/** Told by the first bytes of a file, never by its name. */
enum FileFormat {
    CSV, XLSX;

    /** @throws FileBroken for formats that are neither, where the first bytes say so */
    static FileFormat of(byte[] start, int length) {
        if (starts(start, length, 'P', 'K', 3, 4)) {
            return XLSX;
        }
        if (starts(start, length, 0xD0, 0xCF, 0x11, 0xE0)) {
            throw new FileBroken("oldExcel");
        }
        if (length == 0) {
            throw new FileBroken("empty");
        }
        return CSV;
    }

    private static boolean starts(byte[] bytes, int length, int... signature) {
        for (int i = 0; i < signature.length; i++) {
            if (i >= length || (bytes[i] & 0xFF) != signature[i]) {
                return false;
            }
        }
        return true;
    }
}
