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
            var (deleted, failed) = (new List<(string, string?, Deletion)>(), new List<(string, string?, S3Error)>());
            foreach (var (key, given, etag) in objects)
            {
                var versionId = given is "" ? null : given;
                var (deletion, refused) = DeleteObject.Apply(request, bucket, changes, key!, versionId, etag);
                if (refused is null)
                    deleted.Add((key!, versionId, deletion!));
                else
                    failed.Add((key!, versionId, refused.Code == "InvalidArgument" ? NoSuchVersion : refused));
            }
            return Answer(quiet ? [] : deleted, failed);
        }).ConfigureAwait(false);
    }

    private static readonly S3Error NoSuchVersion = new("NoSuchVersion", "The specified version does not exist.", 404);

    private static S3Answer Answer(
        List<(string Key, string? VersionId, Deletion Deletion)> deleted, List<(string Key, string? VersionId, S3Error Error)> failed) => S3Answer.Document("DeleteResult", xml =>
    {
        foreach (var (key, versionId, deletion) in deleted)
            xml.Element("Deleted", () =>
            {
                xml.Element("Key", key);
                xml.Element("VersionId", versionId);
                if (!deletion.MadeMarker && !deletion.RemovedMarker)
                    return;
                xml.Element("DeleteMarker", true);
                xml.Element("DeleteMarkerVersionId", deletion.VersionId);
            });
        foreach (var (key, versionId, error) in failed)
            xml.Element("Error", () =>
            {
                xml.Element("Key", key);
                xml.Element("VersionId", versionId);
                xml.Element("Code", error.Code);
                xml.Element("Message", error.Message);
            });
    });
}
