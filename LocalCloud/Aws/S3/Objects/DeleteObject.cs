using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Objects;

internal static class DeleteObject
{
    public static readonly S3Operation Definition = new("DeleteObject", "DELETE", S3Level.Object, null, Handle);

    // What is not there is deleted as well as what is
    private static ValueTask<S3Answer> Handle(S3Request request) => request.ChangeAsync((bucket, changes) =>
    {
        if (ObjectLookup.CheckVersion(request.Query("versionId")) is { } invalid)
            return invalid;
        var exists = bucket.Objects.TryGet(request.Key, out var stored);
        if (request.Header("If-Match") is { } match && exists && !Conditions.Matches(match, stored!))
            return S3Error.PreconditionFailed("If-Match");
        if (exists)
            request.State.Delete(changes, bucket, stored!);
        return S3Answer.Empty(204);
    });
}
