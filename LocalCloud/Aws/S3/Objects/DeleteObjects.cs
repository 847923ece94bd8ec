using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Objects;

internal static class DeleteObjects
{
    private const int Most = 1000;

    public static readonly S3Operation Definition = new("DeleteObjects", "POST", S3Level.Bucket, "delete", Handle);

    private static async ValueTask<S3Answer> Handle(S3Request request)
    {
        if (request.Header("Content-MD5") is null && !Checksums.ChecksumAlgorithm.All.Any(algorithm => request.Header(algorithm.Header) is not null)
            && request.Header("x-amz-trailer") is null)
            return S3Error.InvalidRequest("Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
        var (root, _, error) = await RequestBody.ReadDocumentAsync(request, "Delete").ConfigureAwait(false);
        if (error is not null)
            return error;
        var objects = root!.Children("Object").Select(o => (Key: o.Child("Key"), VersionId: o.Child("VersionId"), ETag: o.Child("ETag"))).ToList();
        if (objects.Count is 0 or > Most || objects.Any(o => string.IsNullOrEmpty(o.Key)))
            return S3Error.MalformedXml;
        var quiet = root!.Child("Quiet") == "true";
        return await request.ChangeAsync((bucket, changes) =>
        {
            var (deleted, failed) = (new List<string>(), new List<(string Key, S3Error Error)>());
            foreach (var (key, versionId, etag) in objects)
            {
                var exists = bucket.Objects.TryGet(key!, out var stored);
                if (versionId is not (null or "" or "null"))
                    failed.Add((key!, new("NoSuchVersion", "The specified version does not exist.", 404)));
                else if (etag is not null && exists && !Conditions.Matches(etag, stored!))
                    failed.Add((key!, S3Error.PreconditionFailed("If-Match")));
                else
                {
                    if (exists)
                        request.State.Delete(changes, bucket, stored!);
                    deleted.Add(key!);
                }
            }
            return Answer(quiet ? [] : deleted, failed);
        }).ConfigureAwait(false);
    }

    private static S3Answer Answer(List<string> deleted, List<(string Key, S3Error Error)> failed) => S3Answer.Document("DeleteResult", xml =>
    {
        foreach (var key in deleted)
            xml.Element("Deleted", () => xml.Element("Key", key));
        foreach (var (key, error) in failed)
            xml.Element("Error", () =>
            {
                xml.Element("Key", key);
                xml.Element("Code", error.Code);
                xml.Element("Message", error.Message);
            });
    });
}
