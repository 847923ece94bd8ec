using System.Globalization;
using System.Text;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Buckets;

internal static class ListBuckets
{
    public static readonly S3Operation Definition = new("ListBuckets", "GET", S3Level.Service, null, Handle);

    private static ValueTask<S3Answer> Handle(S3Request request)
    {
        var limit = 10_000;
        if (
            request.Query("max-buckets") is { } max
            && (!int.TryParse(max, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > 10_000)
        )
            return new(S3Error.InvalidArgument("Argument max-buckets must be an integer between 1 and 10000", "max-buckets", max));
        var (prefix, region, after) = (request.Query("prefix") ?? "", request.Query("bucket-region"), "");
        if (request.Query("continuation-token") is { } token && !ContinuationToken.TryParse(token, out after))
            return new(S3Error.InvalidArgument("The continuation token provided is incorrect", "continuation-token", token));
        var paged = request.Http.Request.QueryString.HasValue;
        var rows = request.Context.Host.Read(request.State, state =>
            state
                .Buckets.Select(bucket => bucket.Row)
                .Where(row =>
                    row.Name.StartsWith(prefix, StringComparison.Ordinal)
                    && (region is null || row.Region == region)
                    && string.CompareOrdinal(row.Name, after) > 0
                )
                .Take(limit + 1)
                .ToList()
        );
        return new(S3Answer.Document("ListAllMyBucketsResult", xml =>
            {
                xml.Element("Owner", () => xml.Element("ID", request.OwnerId));
                xml.Element("Buckets", () =>
                {
                    foreach (var row in rows.Take(limit))
                        xml.Element("Bucket", () =>
                        {
                            xml.Element("Name", row.Name);
                            xml.Element("CreationDate", row.Created);
                            xml.Element("BucketRegion", paged ? row.Region : null);
                            xml.Element("BucketArn", paged ? $"arn:aws:s3:::{row.Name}" : null);
                        });
                });
                xml.Element("Prefix", prefix.Length > 0 ? prefix : null);
                xml.Element("ContinuationToken", rows.Count > limit ? ContinuationToken.Of(rows[limit - 1].Name) : null);
            }));
    }
}
