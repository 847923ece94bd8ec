key=$(aws kms create-key --description 'of the shop' --tags TagKey=team,TagValue=a --query KeyMetadata.KeyId --output text)
aws kms create-alias --alias-name alias/shop --target-key-id "$key"
equal "$key" "$(aws kms list-aliases --query "Aliases[?AliasName=='alias/shop'].TargetKeyId" --output text)"
printf hello > plain
aws kms encrypt --key-id alias/shop --plaintext fileb://plain --encryption-context tenant=a --query CiphertextBlob --output text | base64 -d > cipher
equal hello "$(aws kms decrypt --ciphertext-blob fileb://cipher --encryption-context tenant=a --query Plaintext --output text | base64 -d)"
fails InvalidCiphertextException aws kms decrypt --ciphertext-blob fileb://cipher
aws kms generate-data-key --key-id "$key" --key-spec AES_256 > data-key.json
aws kms enable-key-rotation --key-id "$key"
equal True "$(aws kms get-key-rotation-status --key-id "$key" --query KeyRotationEnabled --output text)"
signer=$(aws kms create-key --key-spec ECC_NIST_P256 --key-usage SIGN_VERIFY --query KeyMetadata.KeyId --output text)
aws kms sign --key-id "$signer" --message fileb://plain --signing-algorithm ECDSA_SHA_256 --query Signature --output text | base64 -d > signature
equal True "$(aws kms verify --key-id "$signer" --message fileb://plain --signature fileb://signature --signing-algorithm ECDSA_SHA_256 --query SignatureValid --output text)"
# OpenSSL believes it as well, where there is one
if command -v openssl > openssl.txt; then
aws kms get-public-key --key-id "$signer" --query PublicKey --output text | base64 -d > public.der
openssl dgst -sha256 -verify <(openssl pkey -pubin -inform DER -in public.der) -signature signature plain > verified
equal 'Verified OK' "$(cat verified)"
fi
aws kms schedule-key-deletion --key-id "$key" --pending-window-in-days 7 > deletion.json
fails KMSInvalidStateException aws kms encrypt --key-id "$key" --plaintext fileb://plain
