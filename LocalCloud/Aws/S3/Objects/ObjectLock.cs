using LocalCloud.Aws.S3.Buckets;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Objects;

/// <summary>No bucket has Object Lock here, so these answer what S3 answers for a bucket without it.</summary>
internal static class ObjectLock
{
    private const string Missing = "no bucket can have Object Lock";

    public static readonly S3Operation[] All =
    [
        Of("GetObjectRetention", "GET", "retention"), Of("PutObjectRetention", "PUT", "retention"),
        Of("GetObjectLegalHold", "GET", "legal-hold"), Of("PutObjectLegalHold", "PUT", "legal-hold"),
    ];

    private static S3Operation Of(string name, string method, string subresource) =>
        new(name, method, S3Level.Object, subresource, request => new(request.Read(_ => S3Error.NotLocked))) { Missing = Missing };
}
