using System.Xml.Linq;
using LocalCloud.Aws.S3.Expiry;
using LocalCloud.Aws.S3.Protocol;
using LocalCloud.Aws.S3.Websites;

namespace LocalCloud.Aws.S3.Buckets;

/// <summary>
/// A configuration document of a bucket that is checked, kept and given back, with operations to put, get and delete it.
/// </summary>
/// <param name="Delete">Null where it can only be put anew.</param>
/// <param name="Missing">The answer when there is none.</param>
/// <param name="Default">The document when there is none, where AWS has a default.</param>
/// <param name="PutStatus">200 or 204, as the API model has it.</param>
internal sealed record BucketDocument(
    string Subresource,
    string Root,
    string Put,
    string Get,
    string? Delete,
    S3Error? Missing,
    Func<XElement, S3Error?> Check,
    int PutStatus = 200
)
{
    public const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    public string? Default { get; init; }

    /// <summary>What S3 would do because of it, and this does not.</summary>
    public string? Missed { get; init; }

    /// <summary>A setting that travels beside the document, and the values it can have; the first one when nothing is said.</summary>
    public (string Name, string[] Values)? Header { get; init; }

    /// <summary>What there is in the bucket, and around it, that a document has to fit.</summary>
    public Func<S3State, Bucket, XElement, S3Error?>? Fits { get; init; }

    /// <summary>When it was put is kept, too.</summary>
    public bool IsDated { get; init; }

    public Func<XElement, string> Write { get; init; } = root => root.ToString(SaveOptions.DisableFormatting);

    private static readonly BucketDocument[] All =
    [
        new(
            "publicAccessBlock",
            "PublicAccessBlockConfiguration",
            "PutPublicAccessBlock",
            "GetPublicAccessBlock",
            "DeletePublicAccessBlock",
            new("NoSuchPublicAccessBlockConfiguration", "The public access block configuration was not found", 404),
            PublicAccessBlock.Check
        )
        {
            Write = PublicAccessBlock.Normalised,
        },
        new(
            "ownershipControls",
            "OwnershipControls",
            "PutBucketOwnershipControls",
            "GetBucketOwnershipControls",
            "DeleteBucketOwnershipControls",
            new("OwnershipControlsNotFoundError", "The bucket ownership controls were not found", 404),
            OwnershipControls.Check
        )
        {
            Fits = OwnershipControls.Fits,
        },
        new(
            "encryption",
            "ServerSideEncryptionConfiguration",
            "PutBucketEncryption",
            "GetBucketEncryption",
            "DeleteBucketEncryption",
            null,
            Encryption.Check
        )
        {
            Default = Encryption.Default,
        },
        new(
            "cors",
            "CORSConfiguration",
            "PutBucketCors",
            "GetBucketCors",
            "DeleteBucketCors",
            new("NoSuchCORSConfiguration", "The CORS configuration does not exist", 404),
            Cors.Check
        ),
        new(
            "lifecycle",
            "LifecycleConfiguration",
            "PutBucketLifecycleConfiguration",
            "GetBucketLifecycleConfiguration",
            "DeleteBucketLifecycle",
            new("NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist", 404),
            Lifecycle.Check
        )
        {
            Write = Lifecycle.WithIds,
            IsDated = true,
            Header = (Lifecycle.MinimumSizeHeader, Lifecycle.MinimumSizes),
        },
        new(
            WebsiteConfiguration.Subresource,
            "WebsiteConfiguration",
            "PutBucketWebsite",
            "GetBucketWebsite",
            "DeleteBucketWebsite",
            new("NoSuchWebsiteConfiguration", "The specified bucket does not have a website configuration", 404),
            WebsiteConfiguration.Fault
        ),
        new("logging", "BucketLoggingStatus", "PutBucketLogging", "GetBucketLogging", null, null, Logging.Check)
        {
            Default = Logging.Default,
            Fits = Logging.Fits,
            Missed = "kept only: no logs are delivered",
        },
        new("requestPayment", "RequestPaymentConfiguration", "PutBucketRequestPayment", "GetBucketRequestPayment", null, null, root =>
            root.Child("Payer") is "BucketOwner" or "Requester" ? null : S3Error.MalformedXml
        )
        {
            Default = $"<RequestPaymentConfiguration xmlns=\"{S3Xml.Namespace}\"><Payer>BucketOwner</Payer></RequestPaymentConfiguration>",
        },
        new(
            "accelerate",
            "AccelerateConfiguration",
            "PutBucketAccelerateConfiguration",
            "GetBucketAccelerateConfiguration",
            null,
            null,
            root => root.Child("Status") is "Enabled" or "Suspended" ? null : S3Error.MalformedXml
        )
        {
            Default = $"<AccelerateConfiguration xmlns=\"{S3Xml.Namespace}\"/>",
        },
        new(
            "tagging",
            "Tagging",
            "PutBucketTagging",
            "GetBucketTagging",
            "DeleteBucketTagging",
            new("NoSuchTagSet", "The TagSet does not exist", 404),
            CheckTagging,
            204
        ),
    ];

    public static IEnumerable<S3Operation> Operations =>
        All.SelectMany(document =>
                new S3Operation?[]
                {
                    new(document.Put, "PUT", S3Level.Bucket, document.Subresource, document.PutAsync) { Missing = document.Missed },
                    new(document.Get, "GET", S3Level.Bucket, document.Subresource, document.GetAsync),
                    document.Delete is null
                        ? null
                        : new(document.Delete, "DELETE", S3Level.Bucket, document.Subresource, request =>
                            ChangeAsync(request, document.Remove, 204)
                        ),
                }
            )
            .OfType<S3Operation>();

    /// <param name="refuse">Asked under the gate, before anything changes.</param>
    public static ValueTask<S3Answer> ChangeAsync(
        S3Request request,
        Action<Dictionary<string, string>> change,
        int status,
        Func<Bucket, S3Error?>? refuse = null
    ) =>
        request.ChangeAsync(
            (bucket, changes) =>
            {
                if (refuse?.Invoke(bucket) is { } refused)
                    return refused;
                var documents = new Dictionary<string, string>(bucket.Row.Documents, StringComparer.Ordinal);
                change(documents);
                request.State.Put(changes, bucket.Row with { Documents = documents });
                return S3Answer.Empty(status);
            }
        );

    private async ValueTask<S3Answer> PutAsync(S3Request request)
    {
        var (root, _, error) = await RequestBody.ReadDocumentAsync(request, Root).ConfigureAwait(false);
        error ??= Check(root!);
        if (error is not null)
            return error;
        var setting = Header is var (name, values) ? request.Header(name) ?? values[0] : null;
        if (setting is not null && !Header!.Value.Values.Contains(setting))
            return S3Error.InvalidRequest($"Invalid value for {Header.Value.Name} header.");
        return WithHeader(
            setting,
            await ChangeAsync(
                    request,
                    documents =>
                    {
                        documents[Subresource] = Write(root!);
                        if (setting is not null)
                            documents[SettingKey] = setting;
                        if (IsDated)
                            documents[PutAtKey] = LifecycleRules.Text(request.Now);
                    },
                    PutStatus,
                    bucket => Fits?.Invoke(request.State, bucket, root!)
                )
                .ConfigureAwait(false)
        );
    }

    private string SettingKey => $"{Subresource} setting";

    private string PutAtKey => $"{Subresource} put at";

    private void Remove(Dictionary<string, string> documents)
    {
        documents.Remove(Subresource);
        documents.Remove(SettingKey);
        documents.Remove(PutAtKey);
    }

    private ValueTask<S3Answer> GetAsync(S3Request request) =>
        new(
            request.Read(bucket =>
                (bucket.Document(Subresource) ?? Default) is { } document
                    ? WithHeader(bucket.Document(SettingKey), S3Answer.Text(Declaration + document, "application/xml"))
                    : Missing! with
                    {
                        Details = [("BucketName", request.Bucket)],
                    }
            )
        );

    private S3Answer WithHeader(string? setting, S3Answer answer) =>
        answer.Error is null && Header is var (name, values) ? answer.With(name, setting ?? values[0]) : answer;

    private static S3Error? CheckTagging(XElement root) =>
        root.Children("TagSet").FirstOrDefault() is { } set
            ? TagSet.Parse(set, TagSet.BucketLimit, out var error) is null
                ? error
                : null
            : S3Error.MalformedXml;
}
