using LocalCloud.Aws.Wire.Signatures;
using Microsoft.AspNetCore.Http.Features;

namespace LocalCloud.Aws.Rds.Proxies;

/// <summary>
/// The password of IAM authentication: a presigned GET of HOST:PORT/?Action=connect&amp;DBUser=USER for the service rds-db, without the
/// scheme, good for 15 minutes (docs: UsingWithRDS.IAMDBAuth.Connecting).
/// </summary>
internal sealed class ConnectToken
{
    private const string Service = "rds-db";

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    private readonly DefaultHttpContext _http = new();

    private ConnectToken(Uri url)
    {
        var request = _http.Request;
        (request.Method, request.Scheme, request.Host, request.Path) = (
            "GET",
            "https",
            HostString.FromUriComponent(url.Authority),
            url.AbsolutePath
        );
        request.QueryString = new(url.Query);
        _http.Features.Get<IHttpRequestFeature>()!.RawTarget = url.PathAndQuery;
    }

    /// <summary>The caller that has signed it.</summary>
    public HttpRequest Request => _http.Request;

    public bool IsForConnect => Request.Query["Action"] == "connect";

    /// <summary>null when the text is no such URL.</summary>
    public static ConnectToken? Parse(string token) =>
        !token.Contains("://", StringComparison.Ordinal) && Uri.TryCreate($"https://{token}", UriKind.Absolute, out var url)
            ? new(url)
            : null;

    /// <summary>null when it lets this user in at this address; else why not.</summary>
    /// <param name="signatures">null: they are not checked</param>
    public async ValueTask<string?> RefusalAsync(
        string host,
        int port,
        string user,
        string region,
        TimeProvider time,
        SignatureCheck? signatures,
        CancellationToken cancellation
    )
    {
        var query = Request.Query;
        if (!IsForConnect)
            return "it is no token for rds-db:connect";
        if (query["DBUser"] != user)
            return $"it is for the user {query["DBUser"]}";
        if (Request.Host.Host != host || (Request.Host.Port ?? 443) != port)
            return $"it is for {Request.Host}";
        var (signature, missing) = Signature.Of(Request);
        if (signature is null)
            return missing;
        if (signature.Service != Service || signature.Region != region)
            return $"it is signed for {signature.Service} in {signature.Region}";
        if (signature.SignedAt is not { } signed)
            return "it does not say when it was signed";
        var now = time.GetUtcNow();
        var life = signature.Expires is { } asked && asked < Life ? asked : Life;
        if (now > signed + life)
            return $"it has expired at {signed + life:O}";
        if (signed > now + Life)
            return $"it is signed for the future: {signed:O}";
        if (signatures is null)
            return null;
        var wrong = await signatures
            .RefuseAsync(_http, SignatureScheme.Usual, StatusCodes.Status403Forbidden, cancellation)
            .ConfigureAwait(false);
        return wrong?.Message;
    }
}
