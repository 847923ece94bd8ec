using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Locks;

internal static class ObjectLegalHold
{
    private const string Name = "legal-hold";

    public static readonly S3Operation Put = new("PutObjectLegalHold", "PUT", S3Level.Object, Name, HandlePutAsync);

    public static readonly S3Operation Get = new("GetObjectLegalHold", "GET", S3Level.Object, Name, request =>
        LockedVersion.ShowAsync(request, held =>
            held?.LegalHold is not { } on ? null : S3Answer.Document("LegalHold", xml => xml.Element("Status", on ? "ON" : "OFF"))
        )
    );

    private static async ValueTask<S3Answer> HandlePutAsync(S3Request request)
    {
        if (request.Read(LockedVersion.Refuse) is { Error: not null } refused)
            return refused;
        var (root, _, error) = await RequestBody.ReadDocumentAsync(request, "LegalHold").ConfigureAwait(false);
        if (error is not null)
            return error;
        return root!.Child("Status") is "ON" or "OFF"
            ? await LockedVersion.SetAsync(request, held => held with { LegalHold = root!.Child("Status") == "ON" }).ConfigureAwait(false)
            : S3Error.MalformedXml;
    }
}
