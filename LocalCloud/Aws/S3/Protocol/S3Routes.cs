namespace LocalCloud.Aws.S3.Protocol;

/// <summary>From method, level, sub-resource and copy source to the operation.</summary>
internal sealed class S3Routes(IEnumerable<S3Operation> operations)
{
    // Every query parameter by which S3 tells operations apart, known here or not: what is not known must not be taken for the plain
    // operation
    private static readonly string[] Subresources =
    [
        "abac",
        "accelerate",
        "acl",
        "analytics",
        "attributes",
        "cors",
        "delete",
        "encryption",
        "intelligent-tiering",
        "inventory",
        "legal-hold",
        "lifecycle",
        "list-type",
        "location",
        "logging",
        "metadataConfiguration",
        "metadataInventoryTable",
        "metadataJournalTable",
        "metadataTable",
        "metrics",
        "notification",
        "object-lock",
        "ownershipControls",
        "policy",
        "policyStatus",
        "publicAccessBlock",
        "renameObject",
        "replication",
        "requestPayment",
        "restore",
        "retention",
        "select",
        "session",
        "tagging",
        "torrent",
        "uploadId",
        "uploads",
        "versioning",
        "versions",
        "website",
    ];

    private readonly Dictionary<(string Method, S3Level Level, string? Subresource, bool Variant), S3Operation> _operations =
        operations.ToDictionary(o => (o.Method, o.Level, o.Subresource, o.HasCopySource || o.HasId));

    private static bool IsCopy(HttpRequest request) =>
        request.Headers.ContainsKey("x-amz-copy-source")
        || (Presigned.IsPresigned(request) && request.Query.ContainsKey("x-amz-copy-source"));

    public S3Operation? Find(HttpRequest request, S3Target target, out S3Error error)
    {
        var level = target switch
        {
            { Key: not null } => S3Level.Object,
            { Bucket: not null } => S3Level.Bucket,
            _ => S3Level.Service,
        };
        var subresource = request.QueryString.HasValue ? Subresources.FirstOrDefault(request.Query.ContainsKey) : null;
        var variant =
            level == S3Level.Object
                ? request.Method == "PUT" && IsCopy(request)
                : subresource is not null
                    && request.Method == "GET"
                    && request.Query.ContainsKey("id")
                    && _operations.ContainsKey((request.Method, level, subresource, true));
        if (_operations.TryGetValue((request.Method, level, subresource, variant), out var operation))
        {
            error = S3Error.NotModified;
            return operation;
        }
        error = subresource is not null
            ? S3Error.NotImplemented($"{request.Method} ?{subresource}")
            : S3Error.MethodNotAllowed(request.Method, level.ToString().ToUpperInvariant());
        return null;
    }
}
