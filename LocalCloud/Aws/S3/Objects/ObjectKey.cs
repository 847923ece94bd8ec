using LocalCloud.Aws.Kms;
using LocalCloud.Aws.S3.Buckets;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Objects;

/// <summary>The key of an object with SSE-KMS: without it nothing is put, and nothing read.</summary>
internal static class ObjectKey
{
    /// <summary>ARN of what a request or the bucket's encryption names by id, alias or ARN.</summary>
    public static S3Error? Find(S3Request request, string named, out string arn)
    {
        var scope = ScopeOf(request);
        var id = named == "alias/aws/s3" ? Encryption.AwsManagedKey : named;
        arn =
            Arn.Is(id) ? id
            : id.StartsWith("alias/", StringComparison.Ordinal) ? KeyUse.ArnOf(request.Context.Host, scope, id) ?? ""
            : scope.Arn("kms", $"key/{id}");
        return Fault(request, arn.Length > 0 ? arn : named);
    }

    public static S3Error? Fault(S3Request request, ObjectAttributes attributes) =>
        Fault(request, attributes.Headers.GetValueOrDefault(AttributesReader.KmsKey));

    private static S3Error? Fault(S3Request request, string? key) =>
        key?.EndsWith(Encryption.AwsManagedKey, StringComparison.Ordinal) != true
        && KeyUse.Fault(request.Context.Host, ScopeOf(request), key, request.Context.Now) is { } fault
            ? new($"KMS.{fault.Code}", fault.Message, 400)
            : null;

    // Buckets are of no region, keys are
    private static Scope ScopeOf(S3Request request) => new(request.State.Scope.Account, request.Context.Scope.Region);
}
