namespace LocalCloud.Aws.Wire;

/// <summary>
/// SDKs in a page that is trusted may call every service, as pages may call AWS. No other is let in: see <see cref="Access.PageRules"/>.
/// S3 decides by the rules of its buckets, APIs and function URLs by their own.
/// </summary>
internal static class BrowserCors
{
    private const string Exposed =
        "x-amzn-RequestId, x-amzn-ErrorType, x-amzn-query-error, x-amz-request-id, x-amz-id-2, x-amz-crc32, ETag, Date";

    /// <summary>Two days, as AWS.</summary>
    private const string MaxAge = "172800";

    public static bool IsPreflight(HttpRequest request) =>
        HttpMethods.IsOptions(request.Method) && request.Headers.AccessControlRequestMethod.Count > 0;

    public static void Allow(HttpResponse response, string origin)
    {
        response.Headers.AccessControlAllowOrigin = origin;
        response.Headers.AccessControlExposeHeaders = Exposed;
        response.Headers.Vary = "Origin";
    }

    public static void Answer(HttpContext http, string origin)
    {
        Allow(http.Response, origin);
        http.Response.Headers.AccessControlAllowMethods = "GET, HEAD, POST, PUT, PATCH, DELETE";
        http.Response.Headers.AccessControlAllowHeaders = http.Request.Headers.AccessControlRequestHeaders;
        http.Response.Headers.AccessControlMaxAge = MaxAge;
    }
}
