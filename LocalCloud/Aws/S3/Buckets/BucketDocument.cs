using System.Xml.Linq;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Buckets;

/// <summary>
/// A configuration document of a bucket that is checked, kept and given back, with operations to put, get and delete it.
/// </summary>
/// <param name="Missing">The answer when there is none.</param>
/// <param name="Default">The document when there is none, where AWS has a default.</param>
/// <param name="PutStatus">200 or 204, as the API model has it.</param>
internal sealed record BucketDocument(
    string Subresource, string Root, string Put, string Get, string Delete, S3Error? Missing, Func<XElement, S3Error?> Check, int PutStatus = 200)
{
    public string? Default { get; init; }

    public Func<XElement, string> Write { get; init; } = root => root.ToString(SaveOptions.DisableFormatting);

    private static readonly BucketDocument[] All =
    [
        new("publicAccessBlock", "PublicAccessBlockConfiguration", "PutPublicAccessBlock", "GetPublicAccessBlock", "DeletePublicAccessBlock",
            new("NoSuchPublicAccessBlockConfiguration", "The public access block configuration was not found", 404), PublicAccessBlock.Check)
        { Write = PublicAccessBlock.Normalised },
        new("ownershipControls", "OwnershipControls", "PutBucketOwnershipControls", "GetBucketOwnershipControls", "DeleteBucketOwnershipControls",
            new("OwnershipControlsNotFoundError", "The bucket ownership controls were not found", 404), OwnershipControls.Check),
        new("encryption", "ServerSideEncryptionConfiguration", "PutBucketEncryption", "GetBucketEncryption", "DeleteBucketEncryption",
            null, Encryption.Check)
        { Default = Encryption.Default },
        new("cors", "CORSConfiguration", "PutBucketCors", "GetBucketCors", "DeleteBucketCors",
            new("NoSuchCORSConfiguration", "The CORS configuration does not exist", 404), Cors.Check),
        new("tagging", "Tagging", "PutBucketTagging", "GetBucketTagging", "DeleteBucketTagging",
            new("NoSuchTagSet", "The TagSet does not exist", 404), CheckTagging, 204),
    ];

    public static IEnumerable<S3Operation> Operations => All.SelectMany(document => new S3Operation[]
    {
        new(document.Put, "PUT", S3Level.Bucket, document.Subresource, document.PutAsync),
        new(document.Get, "GET", S3Level.Bucket, document.Subresource, document.GetAsync),
        new(document.Delete, "DELETE", S3Level.Bucket, document.Subresource,
            request => ChangeAsync(request, documents => documents.Remove(document.Subresource), 204)),
    });

    public static ValueTask<S3Answer> ChangeAsync(S3Request request, Action<Dictionary<string, string>> change, int status) =>
        request.ChangeAsync((bucket, changes) =>
        {
            var documents = new Dictionary<string, string>(bucket.Row.Documents, StringComparer.Ordinal);
            change(documents);
            request.State.Put(changes, bucket.Row with { Documents = documents });
            return S3Answer.Empty(status);
        });

    private async ValueTask<S3Answer> PutAsync(S3Request request)
    {
        var (root, _, error) = await RequestBody.ReadDocumentAsync(request, Root).ConfigureAwait(false);
        error ??= Check(root!);
        return error is not null
            ? error
            : await ChangeAsync(request, documents => documents[Subresource] = Write(root!), PutStatus).ConfigureAwait(false);
    }

    private ValueTask<S3Answer> GetAsync(S3Request request) => new(request.Read(bucket => (bucket.Document(Subresource) ?? Default) is { } document
        ? S3Answer.Text("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + document, "application/xml")
        : Missing! with { Details = [("BucketName", request.Bucket)] }));

    private static S3Error? CheckTagging(XElement root) => root.Children("TagSet").FirstOrDefault() is { } set
        ? TagSet.Parse(set, TagSet.BucketLimit, out var error) is null ? error : null
        : S3Error.MalformedXml;
}
