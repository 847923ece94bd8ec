using System.Xml.Linq;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Buckets;

/// <summary>
/// Encryption at rest cannot be seen from outside: it is kept and given back. Every bucket has SSE-S3 unless told otherwise.
/// </summary>
internal static class Encryption
{
    public const string Default =
        $"<ServerSideEncryptionConfiguration "
        + $"xmlns=\"{S3Xml.Namespace}\"><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm>"
        + "</ApplyServerSideEncryptionByDefault><BucketKeyEnabled>false</BucketKeyEnabled>"
        + "<BlockedEncryptionTypes><EncryptionType>SSE-C</EncryptionType></BlockedEncryptionTypes></Rule></ServerSideEncryptionConfiguration>";

    private static readonly string[] Algorithms = ["AES256", "aws:kms", "aws:kms:dsse"];

    /// <summary>Stands for alias/aws/s3 of the account.</summary>
    public const string AwsManagedKey = "5b1d0a5e-0c1f-4a53-9c53-3f0a2c7d4e91";

    /// <summary>What the bucket's own setting gives an object that is put without one.</summary>
    public static (string Algorithm, string? Key, bool BucketKey)? Of(S3Request request) =>
        request.Context.Host.Read(request.State, state =>
            state.TryGetBucket(request.Bucket, out var bucket) ? bucket.Document("encryption") : null
        )
            is { } document
        && S3Xml.Parse(System.Text.Encoding.UTF8.GetBytes(document))!.Children("Rule").First() is var rule
        && rule.Children("ApplyServerSideEncryptionByDefault").FirstOrDefault() is { } applied
            ? (applied.Child("SSEAlgorithm")!, applied.Child("KMSMasterKeyID"), rule.Child("BucketKeyEnabled") == "true")
            : null;

    /// <summary>
    /// As all new buckets do since April 2026, until their encryption says otherwise:
    /// docs.aws.amazon.com/AmazonS3/latest/userguide/blocking-unblocking-s3-c-encryption-gpb.html
    /// </summary>
    public static bool BlocksCustomerKeys(Bucket bucket) =>
        S3Xml
            .Parse(System.Text.Encoding.UTF8.GetBytes(bucket.Document("encryption") ?? Default))!
            .Children("Rule")
            .First()
            .Children("BlockedEncryptionTypes")
            .FirstOrDefault()
            ?.Children("EncryptionType")
            .All(type => type.Value == "NONE") != true;

    public static bool IsAlgorithm(string? name) => Algorithms.Contains(name);

    public static S3Error? Check(XElement root) =>
        root.Children("Rule").ToList() is { Count: 1 } rules
        && (
            rules[0].Children("ApplyServerSideEncryptionByDefault").FirstOrDefault() is not { } applied
            || IsAlgorithm(applied.Child("SSEAlgorithm"))
        )
        && rules[0]
            .Children("BlockedEncryptionTypes")
            .SelectMany(blocked => blocked.Children("EncryptionType"))
            .All(type => type.Value is "SSE-C" or "NONE")
            ? null
            : S3Error.MalformedXml;
}
