using LocalCloud.Aws.Metering;
using LocalCloud.Aws.Metering.Measures;

namespace LocalCloud.Aws.S3.Protocol;

internal enum S3Level
{
    Service,
    Bucket,
    Object,
}

/// <summary>
/// One operation: the method, level and sub-resource that it is recognised by, and its handler. Its request is an <see cref="S3Request"/>,
/// whose body it reads as it comes, and its answer an <see cref="S3Answer"/>, also where it fails.
/// </summary>
/// <param name="subresource">The query parameter that names it, as tagging; null for the bucket or object itself.</param>
internal sealed class S3Operation(
    string name,
    string method,
    S3Level level,
    string? subresource,
    Func<S3Request, ValueTask<S3Answer>> handle
) : Operation(name)
{
    private Measure? _measure;

    public string Method => method;

    public S3Level Level => level;

    public string? Subresource => subresource;

    /// <summary>Told apart from its namesake by an x-amz-copy-source header.</summary>
    public bool HasCopySource { get; init; }

    /// <summary>Told apart from the one that lists by an id in the query.</summary>
    public bool HasId { get; init; }

    /// <summary>Only the handler knows what is asked for, and by whom: of an upload form, and of a web site.</summary>
    public bool DecidesAccess { get; init; }

    internal override AwsError? Refuse(Service service, object request, Context context) =>
        DecidesAccess ? null : ((S3Request)request).Refuse(this);

    // S3 looks at headers before it asks who may (RequestCheck), and at what a body says after that
    internal override AwsError? Check(Service service, object request) => null;

    internal override async ValueTask<Result<object>> HandleAsync(Service service, object request, Context context)
    {
        var answer = await handle((S3Request)request).ConfigureAwait(false);
        return answer.Error is { } error ? Result<object>.Failed(answer, error) : Result<object>.Of(answer);
    }

    internal override IEnumerable<string> ResourcesOf(object request) => [((S3Request)request).Target.Bucket ?? ""];

    internal override Measure MeasureIn(Service service) => _measure ??= S3Measures.Of(this);
}
