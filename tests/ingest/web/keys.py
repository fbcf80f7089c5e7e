"""Keys of a test's own, and what a server does with what they sign."""

import base64
import json

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature


def pem(key):
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()


def of_curve():
    return ec.generate_private_key(ec.SECP256R1())


def of_rsa():
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def opened(token, key):
    """Header and claims of a token, once its signature is found right."""
    header, claims, signature = token.split(".")
    content, signed = f"{header}.{claims}".encode(), _bytes(signature)
    if isinstance(key, rsa.RSAPrivateKey):
        key.public_key().verify(signed, content, padding.PKCS1v15(), hashes.SHA256())
    else:
        r, s = (int.from_bytes(half, "big") for half in (signed[:32], signed[32:]))
        der = encode_dss_signature(r, s)
        key.public_key().verify(der, content, ec.ECDSA(hashes.SHA256()))
    return json.loads(_bytes(header)), json.loads(_bytes(claims))


def _bytes(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
