using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Buckets;

/// <summary>
/// Configuration that cannot be put here, so a bucket always has what AWS gives a bucket that never had any: tools that read all
/// of a bucket's settings (Terraform) go on, tools that set them get 501.
/// </summary>
/// <param name="Content">The document's content, or null when AWS answers an error.</param>
internal sealed record UnsetDocument(string Get, string Subresource, string? Root, string Content, S3Error? Missing)
{
    private static readonly UnsetDocument[] All =
    [
        Empty("GetBucketLogging", "logging", "BucketLoggingStatus"),
        Never("GetBucketReplication", "replication", "ReplicationConfigurationNotFoundError", "The replication configuration was not found"),
        Never("GetBucketWebsite", "website", "NoSuchWebsiteConfiguration", "The specified bucket does not have a website configuration"),
    ];

    public static IEnumerable<S3Operation> Operations => All.Select(document =>
        new S3Operation(document.Get, "GET", S3Level.Bucket, document.Subresource, document.HandleAsync));

    // One sub-resource lists all configurations, and with an id gets one of them.
    public static IEnumerable<S3Operation> Lists =>
    [
        List("ListBucketInventoryConfigurations", "inventory", "ListInventoryConfigurationsResult"),
        List("ListBucketAnalyticsConfigurations", "analytics", "ListBucketAnalyticsConfigurationsResult"),
        List("ListBucketMetricsConfigurations", "metrics", "ListMetricsConfigurationsResult"),
        List("ListBucketIntelligentTieringConfigurations", "intelligent-tiering", "ListBucketIntelligentTieringConfigurationsOutput"),
    ];

    private static S3Operation List(string name, string subresource, string root) => new(name, "GET", S3Level.Bucket, subresource, request => new(request.Read(_ =>
        request.Query("id") is not null
            ? new S3Error("NoSuchConfiguration", "The specified configuration does not exist.", 404, ("BucketName", request.Bucket))
            : S3Answer.Document(root, xml => xml.Element("IsTruncated", false)))));

    private static UnsetDocument Empty(string get, string subresource, string root) => new(get, subresource, root, "", null);

    private static UnsetDocument Never(string get, string subresource, string code, string message) =>
        new(get, subresource, null, "", new(code, message, 404));

    private ValueTask<S3Answer> HandleAsync(S3Request request) => new(request.Read(_ => Missing is { } missing
        ? missing with { Details = [("BucketName", request.Bucket)] }
        : S3Answer.Document(Root!, xml => xml.WriteRaw(Content))));
}
