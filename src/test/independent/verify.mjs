// Verifies the text of a passport's QR code against a trust list, with base45, cbor and Node's own zlib and crypto.
// node verify.mjs <file with HC1 text> <file with the answer of GET /api/v1/trust-list>
import { X509Certificate, createHash, verify, constants } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import base45 from 'base45';
import cbor from 'cbor';

const [hc1File, trustListFile] = process.argv.slice(2);
const text = readFileSync(hc1File, 'utf8').trim();
if (!text.startsWith('HC1:')) throw new Error('no HC1 prefix');
const cose = cbor.decodeFirstSync(inflateSync(Buffer.from(base45.decode(text.slice(4)))));
if (cose.tag !== 18) throw new Error(`tag ${cose.tag} instead of 18`);
const [protectedHeader, unprotected, payload, signature] = cose.value;
const header = cbor.decodeFirstSync(protectedHeader);
const unprotectedSize = unprotected instanceof Map ? unprotected.size : Object.keys(unprotected).length;
if (unprotectedSize !== 0) throw new Error('unprotected header is not empty');
const kid = header.get(4);
const algorithm = header.get(1);

const item = JSON.parse(readFileSync(trustListFile, 'utf8')).items.find((i) => i.kid === kid.toString('base64'));
if (!item) throw new Error('the signer is not on the trust list');
const certificate = new X509Certificate(Buffer.from(item.certificate, 'base64'));
const hash = createHash('sha256').update(certificate.raw).digest().subarray(0, 8);
if (!hash.equals(kid)) throw new Error('kid is not the hash of the certificate');

const toBeSigned = cbor.encodeCanonical(['Signature1', protectedHeader, Buffer.alloc(0), payload]);
const key = algorithm === -7 ? { key: certificate.publicKey, dsaEncoding: 'ieee-p1363' }
  : { key: certificate.publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
if (!verify('sha256', toBeSigned, key, signature)) throw new Error('THE SIGNATURE DOES NOT HOLD');

const claims = cbor.decodeFirstSync(payload);
const plain = (v) => (v instanceof Map ? Object.fromEntries([...v].map(([k, x]) => [k, plain(x)])) : Array.isArray(v) ? v.map(plain) : v);
console.log('signature holds:', algorithm === -7 ? 'ES256' : 'PS256', 'kid', kid.toString('hex'), certificate.subject.replaceAll('\n', ', '));
console.log('iss', claims.get(1), 'iat', new Date(claims.get(6) * 1000).toISOString(), 'exp', new Date(claims.get(4) * 1000).toISOString());
console.log(JSON.stringify(plain(claims.get(-260).get ? claims.get(-260).get(1) : claims.get(-260)[1]), null, 1));
