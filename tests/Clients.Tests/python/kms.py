from aws import client, code

kms = client("kms")
key = kms.create_key(Description="of the shop")["KeyMetadata"]["KeyId"]
made = kms.generate_data_key(KeyId=key, KeySpec="AES_256", EncryptionContext={"tenant": "a"})
assert len(made["Plaintext"]) == 32
opened = kms.decrypt(CiphertextBlob=made["CiphertextBlob"], EncryptionContext={"tenant": "a"})
assert (opened["Plaintext"], opened["KeyId"]) == (made["Plaintext"], made["KeyId"])
assert code(kms.decrypt, CiphertextBlob=made["CiphertextBlob"]) == "InvalidCiphertextException"
signer = kms.create_key(KeySpec="RSA_2048", KeyUsage="SIGN_VERIFY")["KeyMetadata"]["KeyId"]
signature = kms.sign(KeyId=signer, Message=b"hello", SigningAlgorithm="RSASSA_PSS_SHA_256")["Signature"]
assert kms.verify(KeyId=signer, Message=b"hello", Signature=signature, SigningAlgorithm="RSASSA_PSS_SHA_256")["SignatureValid"]
assert code(kms.verify, KeyId=signer, Message=b"hallo", Signature=signature, SigningAlgorithm="RSASSA_PSS_SHA_256") == "KMSInvalidSignatureException"
assert {k["KeyId"] for page in kms.get_paginator("list_keys").paginate(PaginationConfig={"PageSize": 1}) for k in page["Keys"]} == {key, signer}
kms.disable_key(KeyId=key)
assert code(kms.encrypt, KeyId=key, Plaintext=b"x") == "DisabledException"
kms.enable_key(KeyId=key)
grant = kms.create_grant(KeyId=key, GranteePrincipal="arn:aws:iam::123456789012:role/r", Operations=["Decrypt"])["GrantId"]
assert [g["GrantId"] for g in kms.list_grants(KeyId=key)["Grants"]] == [grant]
