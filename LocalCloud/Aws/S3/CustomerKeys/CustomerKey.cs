using System.Security.Cryptography;
using LocalCloud.Aws.S3.Buckets;
using LocalCloud.Aws.S3.Objects;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.CustomerKeys;

/// <summary>
/// A key that a request brings along (SSE-C): docs.aws.amazon.com/AmazonS3/latest/userguide/ServerSideEncryptionCustomerKeys.html.
/// It is compared with what was kept of the first one, and forgotten.
/// </summary>
internal sealed record CustomerKey(byte[] Key, string Md5)
{
    private const string Header = "x-amz-server-side-encryption-customer-",
        SourceHeader = "x-amz-copy-source-server-side-encryption-customer-",
        Algorithm = "AES256",
        Must = "Requests specifying Server Side Encryption with Customer provided keys must provide ";

    private const int Size = 32;

    // The compiler's own would show the key.
    public override string ToString() => nameof(CustomerKey);

    public static bool IsGiven(S3Request request) => request.Header($"{Header}algorithm") is not null;

    /// <param name="ofSource">The key of a copy's source.</param>
    /// <returns>Null when the request has no key, or with an error.</returns>
    public static CustomerKey? Read(S3Request request, out S3Error? error, bool ofSource = false)
    {
        error = null;
        var name = ofSource ? SourceHeader : Header;
        var (algorithm, key, md5) = (request.Header($"{name}algorithm"), request.Header($"{name}key"), request.Header($"{name}key-MD5"));
        if ((algorithm ?? key ?? md5) is null)
            return null;
        var bytes = new byte[Size + 1];
        if (algorithm is null)
            error = Invalid(name, "algorithm", $"{Must}a valid encryption algorithm.", "null");
        else if (algorithm != Algorithm)
            error = new(
                "InvalidEncryptionAlgorithmError",
                "The encryption request you specified is not valid. The valid value is AES256.",
                400,
                ("ArgumentName", $"{name}algorithm"),
                ("ArgumentValue", algorithm)
            );
        else if (key is null)
            error = Invalid(name, "key", $"{Must}an appropriate secret key.", "null");
        else if (md5 is null)
            error = Invalid(name, "key-MD5", $"{Must}the client calculated MD5 of the secret key.", "null");
        else if (!Convert.TryFromBase64String(key, bytes, out var length) || length != Size)
            error = Invalid(name, "algorithm", "The secret key was invalid for the specified algorithm.", algorithm);
        else if (Md5Of(bytes.AsSpan(0, Size)) != md5)
            error = Invalid(name, "key-MD5", "The calculated MD5 hash of the key did not match the hash that was provided.", md5);
        return error is null ? new(bytes[..Size], md5!) : null;
    }

    /// <summary>Whether the request brings the key of what it wants to read, and none where there is none.</summary>
    public static S3Error? CheckRead(S3Request request, StoredObject stored, bool ofSource = false)
    {
        var key = Read(request, out var error, ofSource);
        if (error is not null)
            return error;
        if (stored.Seal is not { } seal)
            return key is null ? null : S3Error.InvalidRequest("The encryption parameters are not applicable to this object.");
        if (key is null)
            return S3Error.InvalidRequest(
                "The object was stored using a form of Server Side Encryption. The correct parameters must be provided to "
                    + "retrieve the object."
            );
        return seal.Fits(key.Key) ? null : S3Error.AccessDenied();
    }

    /// <summary>Whether a part comes with the key that its upload was begun with.</summary>
    public static S3Error? CheckPart(CustomerKey? key, KeySeal? seal) =>
        seal is null
            ? key is null
                ? null
                : S3Error.InvalidRequest(
                    "The multipart upload initiate did not request encryption. Please resend the request without encryption parameters."
                )
            : key is null
                ? S3Error.InvalidRequest(
                    "The multipart upload initiate requested encryption. Subsequent part requests must include the appropriate "
                        + "encryption parameters."
                )
                : seal.Fits(key.Key)
                    ? null
                    : S3Error.InvalidRequest("The provided encryption parameters did not match the ones used originally.");

    /// <summary>Of what makes an object: since April 2026 a bucket takes no such key unless its encryption unblocks it.</summary>
    public static S3Error? Refuse(Bucket bucket, CustomerKey? key) =>
        key is not null && Encryption.BlocksCustomerKeys(bucket)
            ? S3Error.AccessDenied(
                "Access Denied",
                ("Detail", "The bucket blocks SSE-C, as all new ones do: PutBucketEncryption with BlockedEncryptionTypes NONE lets it in.")
            )
            : null;

    public KeySeal Seal()
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        return new(salt, KeySeal.Of(salt, Key));
    }

    /// <summary>An ETag that is no digest, as S3 gives it with such a key.</summary>
    public static string NewETag() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public S3Answer On(S3Answer answer) =>
        answer.Error is not null ? answer : answer.With($"{Header}algorithm", Algorithm).With($"{Header}key-MD5", Md5);

    private static S3Error Invalid(string name, string which, string message, string value) =>
        S3Error.InvalidArgument(message, name + which, value);

#pragma warning disable CA5351 // The header is defined with MD5
    private static string Md5Of(ReadOnlySpan<byte> key) => Convert.ToBase64String(MD5.HashData(key));
#pragma warning restore CA5351
}

/// <summary>What is kept of a key: enough to know it again, too little to read anything with.</summary>
internal sealed record KeySeal(byte[] Salt, byte[] Hash)
{
    public bool Fits(byte[] key) => CryptographicOperations.FixedTimeEquals(Hash, Of(Salt, key));

    public static byte[] Of(byte[] salt, byte[] key) => HMACSHA256.HashData(salt, key);
}
