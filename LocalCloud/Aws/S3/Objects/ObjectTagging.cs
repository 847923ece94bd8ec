using LocalCloud.Aws.S3.Buckets;
using LocalCloud.Aws.S3.Notifications;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Objects;

internal static class ObjectTagging
{
    private const string Name = "tagging";

    public static readonly S3Operation Put = new("PutObjectTagging", "PUT", S3Level.Object, Name, PutAsync);

    public static readonly S3Operation Get = new("GetObjectTagging", "GET", S3Level.Object, Name, request =>
        new(request.Read(bucket => bucket.InObject(request, stored => TagSet.Answer(stored.Attributes.Tags).Versioned(bucket, stored))))
    );

    public static readonly S3Operation Delete = new("DeleteObjectTagging", "DELETE", S3Level.Object, Name, request =>
        ReplaceAsync(request, new(StringComparer.Ordinal), 204)
    );

    private static async ValueTask<S3Answer> PutAsync(S3Request request)
    {
        var (root, _, error) = await RequestBody.ReadDocumentAsync(request, "Tagging").ConfigureAwait(false);
        if (error is not null)
            return error;
        if (root!.Children("TagSet").FirstOrDefault() is not { } set)
            return S3Error.MalformedXml;
        return TagSet.Parse(set, TagSet.ObjectLimit, out error) is { } tags
            ? await ReplaceAsync(request, tags, 200).ConfigureAwait(false)
            : error!;
    }

    private static ValueTask<S3Answer> ReplaceAsync(S3Request request, SortedDictionary<string, string> tags, int status) =>
        request.ChangeAsync((bucket, changes) => bucket.InObject(request, stored =>
                {
                    request.State.Replace(changes, bucket, stored, stored with { Attributes = stored.Attributes with { Tags = tags } });
                    request.Notify(
                        changes,
                        bucket,
                        status == 204 ? "ObjectTagging:Delete" : "ObjectTagging:Put",
                        stored.Key,
                        stored,
                        bucket.Versioning is null ? null : stored.ShownVersionId
                    );
                    return S3Answer.Empty(status).Versioned(bucket, stored);
                }));
}
