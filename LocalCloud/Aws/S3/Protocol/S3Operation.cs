namespace LocalCloud.Aws.S3.Protocol;

internal enum S3Level
{
    Service,
    Bucket,
    Object,
}

/// <summary>One operation: the method, level and sub-resource that it is recognised by, and its handler.</summary>
/// <param name="Subresource">The query parameter that names it, as tagging; null for the bucket or object itself.</param>
internal sealed record S3Operation(
    string Name,
    string Method,
    S3Level Level,
    string? Subresource,
    Func<S3Request, ValueTask<S3Answer>> Handle
)
{
    /// <summary>Told apart from its namesake by an x-amz-copy-source header.</summary>
    public bool HasCopySource { get; init; }

    /// <summary>Told apart from the one that lists by an id in the query.</summary>
    public bool HasId { get; init; }

    /// <summary>What S3 does and this does not.</summary>
    public string? Missing { get; init; }
}
