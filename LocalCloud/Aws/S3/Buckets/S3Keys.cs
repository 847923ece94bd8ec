using LocalCloud.Aws.Iam.Evaluation;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Buckets;

/// <summary>
/// What conditions can ask of a request to S3:
/// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html#amazons3-policy-keys
/// </summary>
internal static class S3Keys
{
    private static readonly string[] Parameters = ["prefix", "delimiter", "max-keys", "versionId"];

    private static readonly string[] Locks = ["object-lock-mode", "object-lock-retain-until-date", "object-lock-legal-hold"];

    private static readonly string[] Headers =
    [
        "x-amz-acl",
        "x-amz-content-sha256",
        "x-amz-copy-source",
        "x-amz-grant-full-control",
        "x-amz-grant-read",
        "x-amz-grant-read-acp",
        "x-amz-grant-write",
        "x-amz-grant-write-acp",
        "x-amz-metadata-directive",
        "x-amz-object-ownership",
        "x-amz-server-side-encryption",
        "x-amz-server-side-encryption-customer-algorithm",
        "x-amz-server-side-encryption-aws-kms-key-id",
        "x-amz-storage-class",
        "x-amz-website-redirect-location",
    ];

    public static RequestKeys Of(S3Request request, S3Operation operation)
    {
        var keys = GlobalKeys
            .Of(request.Http.Request, request.Context)
            .Set("aws:ResourceAccount", request.State.Scope.Account)
            .Set("s3:ResourceAccount", request.State.Scope.Account);
        foreach (var name in Parameters)
            keys.Set($"s3:{name}", request.Query(name));
        foreach (var name in Headers)
            keys.Set($"s3:{name}", request.Header(name));
        foreach (var name in Locks)
            keys.Set($"s3:{name}", request.Header($"x-amz-{name}"));
        var tags = TagsOf(request.Header("x-amz-tagging"));
        return keys.SetTags("s3:RequestObjectTag", tags)
            .SetAll("s3:RequestObjectTagKeys", [.. tags.Select(t => t.Key)])
            .Set(
                "s3:authType",
                operation.Name == "PostObject" ? "POST"
                    : Presigned.IsPresigned(request.Http.Request) ? "REST-QUERY-STRING"
                    : "REST-HEADER"
            );
    }

    private static List<KeyValuePair<string, string>> TagsOf(string? tagging) =>
        [.. Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(tagging).Select(t => KeyValuePair.Create(t.Key, t.Value.ToString()))];
}
