package vn.minhxac.passport.internal.check;

import com.upokecenter.cbor.CBORObject;
import com.upokecenter.cbor.CBORType;
import java.util.Arrays;

/**
 * A COSE_Sign1 message (RFC 9052 §4.2), with tag 18 or without, as issuers do either. The protected kid wins over the
 * unprotected one.
 *
 * @param algorithm       COSE identifier, 0 where the protected header has none
 * @param kid             null where there is none
 * @param toBeSigned      Sig_structure, what the signature covers
 */
record CoseMessage(int algorithm, byte[] kid, byte[] payload, byte[] signature, byte[] toBeSigned) {

    private static final String REASON = "NOT_COSE";
    private static final int ALG = 1;
    private static final int KID = 4;

    static CoseMessage read(byte[] bytes) throws Malformed {
        CBORObject message = CborReader.untagged(CborReader.read(bytes, REASON));
        if (message.getType() != CBORType.Array || message.size() != 4) {
            throw new Malformed(REASON);
        }
        byte[] protectedBytes = bytes(message.get(0));
        CBORObject protectedHeader = protectedBytes.length == 0 ? CBORObject.NewMap() : CborReader.read(protectedBytes, REASON);
        CBORObject unprotected = message.get(1);
        if (protectedHeader.getType() != CBORType.Map || unprotected.getType() != CBORType.Map) {
            throw new Malformed(REASON);
        }
        byte[] payload = bytes(message.get(2));
        byte[] toBeSigned = CBORObject.NewArray().Add("Signature1").Add(protectedBytes).Add(new byte[0]).Add(payload)
                .EncodeToBytes();
        return new CoseMessage(algorithm(protectedHeader, unprotected), kid(protectedHeader, unprotected), payload,
                bytes(message.get(3)), toBeSigned);
    }

    boolean kidIs(byte[] other) {
        return Arrays.equals(kid, other);
    }

    private static int algorithm(CBORObject protectedHeader, CBORObject unprotected) {
        CBORObject value = CborReader.get(protectedHeader, ALG);
        value = value == null ? CborReader.get(unprotected, ALG) : value;
        return CborReader.is(value, CBORType.Integer) && value.CanValueFitInInt32() ? value.AsInt32Value() : 0;
    }

    private static byte[] kid(CBORObject protectedHeader, CBORObject unprotected) throws Malformed {
        CBORObject value = CborReader.get(protectedHeader, KID);
        value = value == null ? CborReader.get(unprotected, KID) : value;
        return value == null ? null : bytes(value);
    }

    private static byte[] bytes(CBORObject object) throws Malformed {
        CBORObject value = CborReader.untagged(object);
        if (!CborReader.is(value, CBORType.ByteString)) {
            throw new Malformed(REASON);
        }
        return value.GetByteString();
    }
}
