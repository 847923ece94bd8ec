using System.Globalization;
using System.Text;
using LocalCloud.Aws.S3.Buckets;
using LocalCloud.Aws.S3.CustomerKeys;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Objects;

/// <summary>What the headers of a writing request say about the object.</summary>
internal static class AttributesReader
{
    public const string KmsKey = "x-amz-server-side-encryption-aws-kms-key-id";

    private const string Redirect = "x-amz-website-redirect-location";

    private const int LongestMetadata = 2048;

    private static readonly string[] Stored = ["Cache-Control", "Content-Disposition", "Content-Language", "Expires", Redirect];

    private static readonly string[] StorageClasses =
    [
        "STANDARD",
        "REDUCED_REDUNDANCY",
        "STANDARD_IA",
        "ONEZONE_IA",
        "INTELLIGENT_TIERING",
        "GLACIER",
        "DEEP_ARCHIVE",
        "GLACIER_IR",
        "EXPRESS_ONEZONE",
    ];

    public static ObjectAttributes? Read(S3Request request, out S3Error? error)
    {
        var storageClass = request.Header("x-amz-storage-class") ?? "STANDARD";
        if (!StorageClasses.Contains(storageClass))
            return Refuse(
                new("InvalidStorageClass", "The storage class you specified is not valid", 400, ("StorageClassRequested", storageClass)),
                out error
            );
        var metadata = Sorted(request.Metadata().Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
        var size = metadata.Sum(pair => Encoding.UTF8.GetByteCount(pair.Key) + Encoding.UTF8.GetByteCount(pair.Value));
        if (size > LongestMetadata)
            return Refuse(
                new(
                    "MetadataTooLarge",
                    "Your metadata headers exceed the maximum allowed metadata size",
                    400,
                    ("Size", size.ToString(CultureInfo.InvariantCulture)),
                    ("MaxSizeAllowed", "2048")
                ),
                out error
            );
        var tags = Sorted([]);
        if (request.Header("x-amz-tagging") is { } tagging)
        {
            if (TagSet.ParseHeader(tagging, out error) is not { } parsed)
                return null;
            tags = parsed;
        }
        if (request.Header(Redirect) is { Length: > 0 } elsewhere && !IsRedirect(elsewhere))
            return Refuse(
                new("InvalidRedirectLocation", "The website redirect location must have a prefix of 'http://' or 'https://' or '/'.", 400),
                out error
            );
        if (Headers(request, out error) is not { } headers)
            return null;
        return new(headers, metadata, storageClass, tags);
    }

    private static bool IsRedirect(string location) =>
        location[0] == '/'
        || location.StartsWith("http://", StringComparison.Ordinal)
        || location.StartsWith("https://", StringComparison.Ordinal);

    private static SortedDictionary<string, string>? Headers(S3Request request, out S3Error? error)
    {
        error = null;
        var headers = Sorted([]);
        headers["content-type"] = request.Header("Content-Type") is { Length: > 0 } type ? type : "binary/octet-stream";
        foreach (var name in Stored)
            if (request.Header(name) is { Length: > 0 } value)
                headers[name.ToLowerInvariant()] = value;
        // aws-chunked is a framing of this request, not an encoding of the object
        var encoding = string.Join(
            ",",
            (request.Header("Content-Encoding") ?? "")
                .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Where(coding => coding != "aws-chunked")
        );
        if (encoding.Length > 0)
            headers["content-encoding"] = encoding;
        var given = request.Header("x-amz-server-side-encryption");
        if (CustomerKey.IsGiven(request))
        {
            if (given is null)
                return headers;
            error = S3Error.InvalidArgument(
                "Server Side Encryption with Customer provided key is incompatible with the encryption method specified",
                "x-amz-server-side-encryption",
                given
            );
            return null;
        }
        var standing = given is null ? Encryption.Of(request) : null;
        var encryption = given ?? standing?.Algorithm ?? "AES256";
        if (!Encryption.IsAlgorithm(encryption))
        {
            error = S3Error.InvalidArgument("The encryption method specified is not supported", "x-amz-server-side-encryption", encryption);
            return null;
        }
        headers["x-amz-server-side-encryption"] = encryption;
        if (encryption == "AES256")
            return headers;
        var key = request.Header(KmsKey) ?? standing?.Key ?? Encryption.AwsManagedKey;
        error = ObjectKey.Find(request, key, out var arn);
        if (error is not null)
            return null;
        headers[KmsKey] = arn;
        if (request.Header("x-amz-server-side-encryption-bucket-key-enabled") == "true" || standing?.BucketKey == true)
            headers["x-amz-server-side-encryption-bucket-key-enabled"] = "true";
        return headers;
    }

    private static SortedDictionary<string, string> Sorted(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var sorted = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in pairs)
            sorted[key] = value;
        return sorted;
    }

    private static ObjectAttributes? Refuse(S3Error with, out S3Error? error)
    {
        error = with;
        return null;
    }
}
