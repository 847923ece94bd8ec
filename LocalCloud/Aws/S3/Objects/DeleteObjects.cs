using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Objects;

internal static class DeleteObjects
{
    private const int Most = 1000;

    private static readonly string[] DirectoryConditions = ["LastModifiedTime", "Size"];

    public static readonly S3Operation Definition = new("DeleteObjects", "POST", S3Level.Bucket, "delete", Handle);

    private static async ValueTask<S3Answer> Handle(S3Request request)
    {
        if (
            request.HeaderOfBody("Content-MD5") is null
            && request.HeaderOfBody("x-amz-trailer") is null
            && !Checksums.ChecksumAlgorithm.All.Any(algorithm => request.HeaderOfBody(algorithm.Header) is not null)
        )
            return S3Error.InvalidRequest("Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
        var (root, _, error) = await RequestBody.ReadDocumentAsync(request, "Delete").ConfigureAwait(false);
        if (error is not null)
            return error;
        var objects = root!
            .Children("Object")
            .Select(o =>
                (
                    Key: o.Child("Key"),
                    VersionId: o.Child("VersionId"),
                    ETag: o.Child("ETag"),
                    // Of directory buckets alone
                    Other: DirectoryConditions.FirstOrDefault(name => o.Child(name) is not null)
                )
            )
            .ToList();
        if (objects.Count is 0 or > Most || objects.Any(o => string.IsNullOrEmpty(o.Key)))
            return S3Error.MalformedXml;
        var quiet = root!.Child("Quiet") == "true";
        var denied = request.Who is null
            ? null
            : objects
                .DistinctBy(o => (o.Key, o.VersionId))
                .ToDictionary(
                    o => (o.Key, o.VersionId),
                    o => Buckets.S3Access.RefuseKey(request, Definition!, o.Key!, o.VersionId is "" ? null : o.VersionId)
                );
        return await request
            .ChangeAsync(
                (bucket, changes) =>
                {
                    var (deleted, failed) = (new List<(string, string?, Deletion)>(), new List<(string, string?, S3Error)>());
                    foreach (var (key, given, etag, other) in objects)
                    {
                        var versionId = given is "" ? null : given;
                        var condition = other ?? (versionId is not null && etag is not null ? "ETag" : null);
                        var (deletion, refused) =
                            denied?[(key, given)] is { } mayNot ? (null, mayNot)
                            : condition is not null ? (null, Conditions.NotAccepted(condition))
                            : DeleteObject.Apply(request, bucket, changes, key!, versionId, etag);
                        if (refused is null)
                            deleted.Add((key!, versionId, deletion!));
                        else
                            failed.Add((key!, versionId, refused.Code == "InvalidArgument" ? NoSuchVersion : refused));
                    }
                    return Answer(quiet ? [] : deleted, failed);
                }
            )
            .ConfigureAwait(false);
    }

    private static readonly S3Error NoSuchVersion = new("NoSuchVersion", "The specified version does not exist.", 404);

    private static S3Answer Answer(
        List<(string Key, string? VersionId, Deletion Deletion)> deleted,
        List<(string Key, string? VersionId, S3Error Error)> failed
    ) => S3Answer.Document("DeleteResult", xml =>
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
