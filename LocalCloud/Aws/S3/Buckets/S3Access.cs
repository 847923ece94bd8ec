using LocalCloud.Aws.Iam.Access;
using LocalCloud.Aws.Iam.Evaluation;
using LocalCloud.Aws.S3.Acls;
using LocalCloud.Aws.S3.Locks;
using LocalCloud.Aws.S3.Protocol;
using LocalCloud.Policies;

namespace LocalCloud.Aws.S3.Buckets;

/// <summary>--enforce-iam for S3: its own resources, its own words, and Block Public Access.</summary>
internal static class S3Access
{
    private const string Bypass = "s3:BypassGovernanceRetention";

    private static readonly AccessPolicy Anybody = AccessPolicy.Of(
        """{"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}}"""
    );

    public static S3Error? Refuse(S3Request request, S3Operation operation, Identity who)
    {
        // Each key is asked about by itself
        if (operation.Name == "DeleteObjects")
            return null;
        var resource = PolicyDecision.ResourceOf(operation, request);
        if (Refuse(request, operation, who, PolicyDecision.ActionOf(operation, request), resource) is { } refused)
            return refused;
        if (operation.Name is "DeleteObject" or "PutObjectRetention" && LockHeaders.Bypasses(request))
            return Refuse(request, operation, who, Bypass, resource);
        var writes = operation.Name is "PutObject" or "PostObject" or "CopyObject" or "CreateMultipartUpload";
        return writes && request.Header("x-amz-tagging") is not null ? Refuse(request, operation, who, "s3:PutObjectTagging", resource)
            : writes && request.Header("x-amz-acl") is not null ? Refuse(request, operation, who, "s3:PutObjectAcl", resource)
            : null;
    }

    /// <summary>Of DeleteObjects.</summary>
    public static S3Error? RefuseKey(S3Request request, S3Operation operation, string key, string? versionId) =>
        request.Who is not { } who
            ? null
            : Refuse(
                request,
                operation,
                who,
                versionId is null ? "s3:DeleteObject" : "s3:DeleteObjectVersion",
                $"arn:aws:s3:::{request.Bucket}/{key}"
            ) ?? (LockHeaders.Bypasses(request) ? Refuse(request, operation, who, Bypass, $"arn:aws:s3:::{request.Bucket}/{key}") : null);

    /// <summary>Who may not list a bucket is not told which of its keys are missing (docs: API_GetObject, API_HeadObject).</summary>
    public static S3Answer Hide(S3Answer answer, S3Request request, S3Operation operation) =>
        answer.Error?.Code == "NoSuchKey"
        && request.Who is { } who
        && Refuse(request, operation, who, "s3:ListBucket", $"arn:aws:s3:::{request.Bucket}") is { } denied
            ? denied
            : answer;

    /// <summary>A policy that lets everybody in, where the bucket takes none.</summary>
    public static S3Error? RefusePublic(S3Request request, string policy) =>
        Blocks(request, "BlockPublicPolicy") && BucketPolicy.IsPublic(policy)
            ? S3Error.AccessDenied(
                $"User: {(request.Who?.Principal ?? Principal.Root(request.Account)).Name} is not authorized to perform: "
                    + $"s3:PutBucketPolicy on resource: \"arn:aws:s3:::{request.Bucket}\" "
                    + "because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access."
            )
            : null;

    private static S3Error? Refuse(S3Request request, S3Operation operation, Identity who, string action, string resource)
    {
        var owner = request.State.Scope.Account;
        var isForeign = owner != who.Principal.Account;
        if (who.IsRoot && !isForeign)
            return null;
        var policy = operation.Level is S3Level.Service ? null : request.Policy;
        // RestrictPublicBuckets: of a public policy nobody outside of the account has anything
        if (policy is not null && isForeign && Blocks(request, "RestrictPublicBuckets") && BucketPolicy.IsPublic(policy))
            policy = null;
        var asked = new AccessRequest(who.Principal, action, resource, who.AddTo(S3Keys.Of(request, operation)));
        var decision = Decision.Of(
            asked,
            who.Own,
            new ResourcePolicies(
                operation.Level is S3Level.Service ? who.Principal.Account : owner,
                policy is null ? null : AccessPolicy.Of(policy)
            )
        );
        return decision.IsAllowed ? null
            : isForeign && !decision.IsExplicit && IsLetInByList(request, operation, asked, who) ? null
            : who.IsAnonymous ? S3Error.AccessDenied()
            : S3Error.AccessDenied(
                decision
                    .Explain(resource == "*" ? asked with { Resource = "arn:aws:s3:::*" } : asked)
                    .Replace($"resource: {resource}", $"resource: \"{resource}\"", StringComparison.Ordinal)
            );
    }

    /// <summary>A list gives what a policy gives that names somebody else's account: his own policies have to agree.</summary>
    private static bool IsLetInByList(S3Request request, S3Operation operation, AccessRequest asked, Identity who) =>
        (operation.Name == "DeleteObjects" || asked.Action == PolicyDecision.ActionOf(operation, request))
        && AclDecision.Allows(operation, request, who.IsAnonymous ? null : CanonicalUser.Of(who.Principal.Account))
        && Decision.Of(asked, who.Own, new ResourcePolicies(request.State.Scope.Account, Anybody)).IsAllowed;

    private static bool Blocks(S3Request request, string setting) =>
        request.Context.Host.Read(request.State, s =>
            s.TryGetBucket(request.Bucket, out var bucket) && PublicAccessBlock.Is(bucket, setting)
        );
}
