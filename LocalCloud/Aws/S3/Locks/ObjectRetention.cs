using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Locks;

internal static class ObjectRetention
{
    private const string Name = "retention";

    public static readonly S3Operation Put = new("PutObjectRetention", "PUT", S3Level.Object, Name, HandlePutAsync);

    public static readonly S3Operation Get = new("GetObjectRetention", "GET", S3Level.Object, Name, request =>
        LockedVersion.ShowAsync(request, held => held?.Retention is not { } retention ? null : S3Answer.Document("Retention", xml =>
                {
                    xml.Element("Mode", retention.Mode);
                    xml.Element("RetainUntilDate", LockHeaders.Text(retention.Until));
                }))
    );

    private static async ValueTask<S3Answer> HandlePutAsync(S3Request request)
    {
        if (request.Read(LockedVersion.Refuse) is { Error: not null } refused)
            return refused;
        var (root, _, error) = await RequestBody.ReadDocumentAsync(request, "Retention").ConfigureAwait(false);
        if (error is not null)
            return error;
        var (mode, until) = (root!.Child("Mode"), root!.Child("RetainUntilDate"));
        if (mode is null != until is null || (mode is not null && !Retention.Modes.Contains(mode)))
            return S3Error.MalformedXml;
        // An empty one takes the retention away.
        var next = mode is null ? null : LockHeaders.RetentionOf(mode, until!, request.Context.Now, out error);
        if (error is not null)
            return error;
        return await LockedVersion
            .SetAsync(request, held =>
                held.Retention?.MayBecome(next, request.Context.Now, LockHeaders.Bypasses(request)) == false
                    ? null
                    : held with
                    {
                        Retention = next,
                    }
            )
            .ConfigureAwait(false);
    }
}
