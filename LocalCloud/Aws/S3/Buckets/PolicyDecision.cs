using LocalCloud.Aws.Iam.Evaluation;
using LocalCloud.Aws.S3.Protocol;
using LocalCloud.Policies;

namespace LocalCloud.Aws.S3.Buckets;

/// <summary>What a bucket's policy lets another account do. Of that account nobody is told apart: whoever of it is named is meant.</summary>
internal static class PolicyDecision
{
    /// <summary>Who has signed nothing.</summary>
    public const string Nobody = "anonymous";

    /// <returns>Null where it says nothing.</returns>
    public static bool? Of(string? policy, string account, S3Operation operation, S3Request request)
    {
        if (policy is null)
            return null;
        var who = account == Nobody ? Principal.Nobody : Principal.Root(account) with { StandsForAll = true };
        var answer = PolicyAnswer.OfResource(
            AccessPolicy.Of(policy), new(who, ActionOf(operation, request), ResourceOf(operation, request), S3Keys.Of(request, operation)));
        return answer.Denies ? false : answer.Allows ? true : null;
    }

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
