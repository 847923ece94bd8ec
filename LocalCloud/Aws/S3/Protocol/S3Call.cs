using Microsoft.AspNetCore.Http.Features;

namespace LocalCloud.Aws.S3.Protocol;

/// <summary>
/// An operation of S3 that LocalCloud itself carries out, through everything that a request over the wire goes through: checks, faults,
/// versions, notifications. It needs no signature, and is counted as the application's only where a caller is named.
/// </summary>
/// <param name="Query">Sub-resource ("versioning", "") and parameters ("versionId", id); those that are null are left out.</param>
internal sealed record S3Call(string Method, string Bucket, string? Key = null, params IReadOnlyList<(string Name, string? Value)> Query)
{
    public IReadOnlyList<(string Name, string? Value)> Headers { get; init; } = [];

    /// <summary>The body; it is read to its end, and stays the caller's to dispose.</summary>
    public Stream? Body { get; init; }

    /// <summary>Bytes of <see cref="Body"/>.</summary>
    public long Length { get; init; }

    /// <summary>Whose call it is on AWS; null for what LocalCloud does for itself.</summary>
    public Metering.Caller? Caller { get; init; }

    /// <returns>The answer; what it has of an object's content is the caller's to dispose.</returns>
    public async ValueTask<S3Answer> SendAsync(Host host, Scope scope, CancellationToken cancellation = default)
    {
        var http = new DefaultHttpContext();
        http.Request.Method = Method;
        http.Request.QueryString = QueryString.Create(
            Query.Where(q => q.Value is not null).Select(q => KeyValuePair.Create(q.Name, q.Value))
        );
        http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget =
            $"/{Bucket}/{Uri.EscapeDataString(Key
            ?? "")}{http.Request.QueryString}";
        foreach (var (name, value) in Headers)
            if (value is not null)
                http.Request.Headers[name] = value;
        http.Request.Body = Body ?? Stream.Null;
        http.Request.ContentLength = Length;
        var context = new Context(host, scope, host.Endpoint, RandomId.New().ToString(), cancellation) { Caller = Caller };
        var service = host.Service<S3Service>();
        return await service
            .AnswerAsync(new S3Request(http, context, service.StateOf(scope, Bucket), new(Bucket, Key)))
            .ConfigureAwait(false);
    }
}
