using LocalCloud.Aws.Iam.Evaluation;
using LocalCloud.Aws.S3.Protocol;
using LocalCloud.Policies;

namespace LocalCloud.Aws.S3.Buckets;

/// <summary>What a bucket's policy lets another account do. Of that account nobody is told apart: whoever of it is named is meant.</summary>
internal static class PolicyDecision
{
    public static bool Allows(S3Request request, S3Operation operation) => request.Policy is { } policy
        && PolicyAnswer.OfResource(AccessPolicy.Of(policy), new(
            Principal.Root(request.Account) with { StandsForAll = true }, ActionOf(operation, request), ResourceOf(operation, request),
            S3Keys.Of(request, operation))).Allows;

    /// <summary>The permission that the operation needs: docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html</summary>
    public static string ActionOf(S3Operation operation, S3Request request) =>
        S3Actions.NameOf(operation.Name, operation.Level is S3Level.Object && request.Query("versionId") is not null ? "version" : null);

    public static string ResourceOf(S3Operation operation, S3Request request) => operation switch
    {
        { Level: S3Level.Object } or { Name: "PostObject" } => $"arn:aws:s3:::{request.Bucket}/{request.Key}",
        { Name: "DeleteObjects" } => $"arn:aws:s3:::{request.Bucket}/*",
        { Level: S3Level.Bucket } => $"arn:aws:s3:::{request.Bucket}",
        _ => "*",
    };
}
