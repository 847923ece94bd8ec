using LocalCloud.Aws.Iam.Evaluation;
using LocalCloud.Aws.S3.Protocol;
using LocalCloud.Policies;

namespace LocalCloud.Aws.S3.Buckets;

/// <summary>What a bucket's policy lets somebody do who has no policies of his own: another account as such, or everybody.</summary>
internal static class PolicyDecision
{
    /// <returns>Null where it says nothing.</returns>
    public static bool? Of(string? policy, S3Request request, S3Operation operation, Principal who)
    {
        if (policy is null)
            return null;
        var asked = new AccessRequest(who, ActionOf(operation, request), ResourceOf(operation, request), S3Keys.Of(request, operation));
        var answer = PolicyAnswer.OfResource(AccessPolicy.Of(policy), asked);
        return answer.Denies ? false
            : answer.Allows ? true
            : null;
    }

    /// <summary>
    /// The permission that the operation needs: docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
    /// </summary>
    public static string ActionOf(S3Operation operation, S3Request request) =>
        S3Actions.NameOf(operation.Name, operation.Level is S3Level.Object && request.Query("versionId") is not null ? "version" : null);

    public static string ResourceOf(S3Operation operation, S3Request request) =>
        operation switch
        {
            { Level: S3Level.Object } or { Name: "PostObject" } => $"arn:aws:s3:::{request.Bucket}/{request.Key}",
            { Name: "DeleteObjects" } => $"arn:aws:s3:::{request.Bucket}/*",
            { Level: S3Level.Bucket } => $"arn:aws:s3:::{request.Bucket}",
            _ => "*",
        };
}
