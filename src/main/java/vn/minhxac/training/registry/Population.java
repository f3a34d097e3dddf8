package vn.minhxac.training.registry;

import java.time.LocalDate;
import java.util.Arrays;

import vn.minhxac.citizen.VietnameseName;
import vn.minhxac.training.registry.RegistrySimulator.Entry;

/** A province's people in little memory: numbers and hashes in plain arrays, about 60 MB for 1.2 million. */
final class Population {

    /** What the database says about one question; {@code current} is null where no newer number is known. */
    record Finding(String result, boolean name, boolean sex, boolean dateOfBirth, boolean number, String current) {
    }

    private static final int NONE = -1;
    private static final Finding UNKNOWN = new Finding("NO_MATCH", false, false, false, false, null);
    private static final Finding INCOMPLETE = new Finding("UNVERIFIABLE", false, false, false, false, null);

    private int size;
    private long[] number = new long[1024];
    private long[] oldNumber = new long[1024];
    private long[] nameHash = new long[1024];
    private int[] birthDay = new int[1024];
    private byte[] flags = new byte[1024];
    // Open addressing from number to index; one old number may belong to several people.
    private int[] byNumber = empty(4096);
    private int[] byOldNumber = empty(4096);

    synchronized int size() {
        return size;
    }

    synchronized void add(Entry entry) {
        long key = key(entry.idNumber());
        if (key == NONE) {
            throw new IllegalArgumentException("a number of 9 or 12 digits is needed");
        }
        int index = find(key);
        if (index == NONE) {
            index = size++;
            grow();
            number[index] = key;
            put(byNumber, key, index);
            long old = key(entry.oldIdNumber());
            oldNumber[index] = old;
            if (old != NONE) {
                put(byOldNumber, old, index);
            }
        }
        nameHash[index] = hash(VietnameseName.key(entry.fullName()));
        birthDay[index] = (int) entry.dateOfBirth().toEpochDay();
        flags[index] = (byte) (("M".equals(entry.sex()) ? 1 : 0) | (entry.complete() ? 2 : 0));
    }

    synchronized Finding compare(String idNumber, String fullName, String sex, LocalDate dateOfBirth) {
        long key = key(idNumber);
        if (key == NONE) {
            return UNKNOWN;
        }
        long name = hash(VietnameseName.key(fullName));
        int index = find(key);
        if (index != NONE) {
            return finding(index, name, sex, dateOfBirth);
        }
        for (int slot = slot(key, byOldNumber.length); byOldNumber[slot] != NONE; slot = slot + 1 & byOldNumber.length - 1) {
            int owner = byOldNumber[slot];
            if (oldNumber[owner] == key && isSame(owner, name, sex, dateOfBirth)) {
                return new Finding("NO_MATCH", true, true, true, false, text(number[owner]));
            }
        }
        return UNKNOWN;
    }

    private Finding finding(int index, long name, String sex, LocalDate dateOfBirth) {
        if ((flags[index] & 2) == 0) {
            return INCOMPLETE;
        }
        return new Finding(isSame(index, name, sex, dateOfBirth) ? "MATCH" : "NO_MATCH", nameHash[index] == name, isSex(index, sex),
                birthDay[index] == dateOfBirth.toEpochDay(), true, null);
    }

    private boolean isSame(int index, long name, String sex, LocalDate dateOfBirth) {
        return nameHash[index] == name && isSex(index, sex) && birthDay[index] == dateOfBirth.toEpochDay();
    }

    private boolean isSex(int index, String sex) {
        return ((flags[index] & 1) == 1 ? "M" : "F").equals(sex);
    }

    private int find(long key) {
        for (int slot = slot(key, byNumber.length); byNumber[slot] != NONE; slot = slot + 1 & byNumber.length - 1) {
            if (number[byNumber[slot]] == key) {
                return byNumber[slot];
            }
        }
        return NONE;
    }

    private void grow() {
        if (size > number.length) {
            int length = number.length * 2;
            number = Arrays.copyOf(number, length);
            oldNumber = Arrays.copyOf(oldNumber, length);
            nameHash = Arrays.copyOf(nameHash, length);
            birthDay = Arrays.copyOf(birthDay, length);
            flags = Arrays.copyOf(flags, length);
        }
        if (size * 2 > byNumber.length) {
            byNumber = empty(byNumber.length * 2);
            byOldNumber = empty(byOldNumber.length * 2);
            for (int index = 0; index < size - 1; index++) {
                put(byNumber, number[index], index);
                if (oldNumber[index] != NONE) {
                    put(byOldNumber, oldNumber[index], index);
                }
            }
        }
    }

    private static void put(int[] table, long key, int index) {
        int slot = slot(key, table.length);
        while (table[slot] != NONE) {
            slot = slot + 1 & table.length - 1;
        }
        table[slot] = index;
    }

    private static int slot(long key, int length) {
        return (int) (mix(key) & length - 1);
    }

    private static int[] empty(int length) {
        int[] table = new int[length];
        Arrays.fill(table, NONE);
        return table;
    }

    /** Digits and how many there are, in one long; {@link #NONE} for anything else. */
    private static long key(String text) {
        if (text == null || text.isEmpty() || text.length() > 15) {
            return NONE;
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return NONE;
            }
            value = value * 10 + digit;
        }
        return (long) text.length() << 56 | value;
    }

    private static String text(long key) {
        return ("%0" + (key >>> 56) + "d").formatted(key & (1L << 56) - 1);
    }

    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return mix(hash);
    }

    private static long mix(long z) {
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
