using System.Xml.Linq;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Buckets;

/// <summary>Configurations of which a bucket can have many, each by its id: checked, kept and given back.</summary>
/// <param name="Kind">As Inventory; the document is InventoryConfiguration.</param>
/// <param name="ListRoot">Of the document that lists them.</param>
/// <param name="Missed">What S3 would do because of them, and this does not.</param>
/// <param name="Required">Members that a document has to have, beside its id.</param>
internal sealed record NamedDocument(string Subresource, string Kind, string ListRoot, string Missed, params string[] Required)
{
    private const int Most = 1000,
        OfPage = 100;

    private static readonly NamedDocument[] All =
    [
        new(
            "inventory",
            "Inventory",
            "ListInventoryConfigurationsResult",
            "kept only: no inventory is written",
            "Destination",
            "IsEnabled",
            "IncludedObjectVersions",
            "Schedule"
        ),
        new("analytics", "Analytics", "ListBucketAnalyticsConfigurationsResult", "kept only: nothing is analysed", "StorageClassAnalysis"),
        new("metrics", "Metrics", "ListMetricsConfigurationsResult", "kept only: no request metrics are told"),
        new(
            "intelligent-tiering",
            "IntelligentTiering",
            "ListBucketIntelligentTieringConfigurationsOutput",
            "kept only: nothing is archived",
            "Status",
            "Tiering"
        ),
    ];

    public static IEnumerable<S3Operation> Operations =>
        All.SelectMany(document =>
            new S3Operation[]
            {
                new($"PutBucket{document.Kind}Configuration", "PUT", S3Level.Bucket, document.Subresource, document.PutAsync)
                {
                    Missing = document.Missed,
                },
                new($"GetBucket{document.Kind}Configuration", "GET", S3Level.Bucket, document.Subresource, document.GetAsync)
                {
                    HasId = true,
                },
                new($"DeleteBucket{document.Kind}Configuration", "DELETE", S3Level.Bucket, document.Subresource, document.DeleteAsync),
                new($"ListBucket{document.Kind}Configurations", "GET", S3Level.Bucket, document.Subresource, document.ListAsync),
            }
        );

    private string Root => $"{Kind}Configuration";

    private string Prefix => $"{Subresource} ";

    private async ValueTask<S3Answer> PutAsync(S3Request request)
    {
        var (root, _, error) = await RequestBody.ReadDocumentAsync(request, Root).ConfigureAwait(false);
        if (error is not null)
            return error;
        if (root!.Child("Id") is not { Length: > 0 and <= 64 } id || Required.Any(name => !root!.Children(name).Any()))
            return S3Error.MalformedXml;
        if (request.Query("id") is var asked && asked != id)
            return S3Error.InvalidArgument("The id of the request is not that of the configuration", "id", asked ?? "");
        return await BucketDocument
            .ChangeAsync(
                request,
                documents => documents[Prefix + id] = root!.ToString(SaveOptions.DisableFormatting),
                200,
                bucket =>
                    bucket.Document(Prefix + id) is null && IdsIn(bucket).Count() >= Most
                        ? new(
                            "TooManyConfigurations",
                            "You are attempting to create a new configuration but have already reached the 1,000-configuration limit.",
                            400
                        )
                        : null
            )
            .ConfigureAwait(false);
    }

    private ValueTask<S3Answer> GetAsync(S3Request request) =>
        new(
            request.Read(bucket =>
                bucket.Document(Prefix + request.Query("id")) is { } document
                    ? S3Answer.Text(BucketDocument.Declaration + document, "application/xml")
                    : Missing(bucket)
            )
        );

    private ValueTask<S3Answer> DeleteAsync(S3Request request) =>
        BucketDocument.ChangeAsync(
            request,
            documents => documents.Remove(Prefix + request.Query("id")),
            204,
            bucket => bucket.Document(Prefix + request.Query("id")) is null ? Missing(bucket) : null
        );

    private ValueTask<S3Answer> ListAsync(S3Request request)
    {
        var after = "";
        if (request.Query("continuation-token") is { } token && !ContinuationToken.TryParse(token, out after))
            return new(S3Error.InvalidArgument("The continuation token provided is incorrect", "continuation-token", token));
        return new(
            request.Read(bucket =>
            {
                var ids = IdsIn(bucket)
                    .Where(id => string.CompareOrdinal(id, after) > 0)
                    .Order(StringComparer.Ordinal)
                    .Take(OfPage + 1)
                    .ToList();
                return S3Answer.Document(ListRoot, xml =>
                {
                    xml.Element("ContinuationToken", request.Query("continuation-token"));
                    xml.Element("IsTruncated", ids.Count > OfPage);
                    xml.Element("NextContinuationToken", ids.Count > OfPage ? ContinuationToken.Of(ids[OfPage - 1]) : null);
                    foreach (var id in ids.Take(OfPage))
                        xml.WriteRaw(bucket.Document(Prefix + id)!);
                });
            })
        );
    }

    private IEnumerable<string> IdsIn(Bucket bucket) =>
        bucket.Row.Documents.Keys.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => name[Prefix.Length..]);

    private static S3Error Missing(Bucket bucket) =>
        new("NoSuchConfiguration", "The specified configuration does not exist.", 404, ("BucketName", bucket.Row.Name));
}
