using System.Xml.Linq;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Buckets;

/// <summary>Encryption at rest cannot be seen from outside: it is kept and given back. Every bucket has SSE-S3 unless told otherwise.</summary>
internal static class Encryption
{
    public const string Default =
        $"<ServerSideEncryptionConfiguration xmlns=\"{S3Xml.Namespace}\"><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm>"
        + "</ApplyServerSideEncryptionByDefault><BucketKeyEnabled>false</BucketKeyEnabled></Rule></ServerSideEncryptionConfiguration>";

    private static readonly string[] Algorithms = ["AES256", "aws:kms", "aws:kms:dsse"];

    public static bool IsAlgorithm(string? name) => Algorithms.Contains(name);

    public static S3Error? Check(XElement root) => root.Children("Rule").ToList() is { Count: 1 } rules
        && (rules[0].Children("ApplyServerSideEncryptionByDefault").FirstOrDefault() is not { } applied || IsAlgorithm(applied.Child("SSEAlgorithm")))
        ? null
        : S3Error.MalformedXml;
}
