using System.Text;
using System.Xml.Linq;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Buckets;

/// <summary>Cross-origin requests: the first rule of the bucket that matches origin, method and headers decides.</summary>
internal static class Cors
{
    private static readonly string[] Methods = ["GET", "PUT", "HEAD", "POST", "DELETE"];

    public static S3Error? Check(XElement root)
    {
        var rules = root.Children("CORSRule").ToList();
        if (rules.Count is 0 or > 100 || rules.Any(rule => !rule.Children("AllowedMethod").Any() || !rule.Children("AllowedOrigin").Any()))
            return S3Error.MalformedXml;
        if (
            rules.SelectMany(rule => rule.Children("AllowedMethod")).FirstOrDefault(method => !Methods.Contains(method.Value)) is
            { } unknown
        )
            return S3Error.InvalidRequest($"Found unsupported HTTP method in CORS config. Unsupported method is {unknown.Value}");
        if (rules.SelectMany(rule => rule.Children("AllowedOrigin")).FirstOrDefault(origin => origin.Value.Count('*') > 1) is { } stars)
            return S3Error.InvalidRequest($"AllowedOrigin \"{stars.Value}\" can not have more than one wildcard.");
        return null;
    }

    /// <summary>Adds what a browser asks for to the answer of a request that another origin's page has made.</summary>
    public static void Allow(HttpContext http, Context context, S3State state, S3Target target)
    {
        if (http.Request.Method == "OPTIONS" || target.Bucket is not { } bucket || http.Request.Headers.Origin is not [{ } origin])
            return;
        if (Find(context, state, bucket, origin, http.Request.Method, []) is { } rule)
            Write(http.Response, rule, origin, []);
    }

    public static bool Allows(Context context, S3State state, S3Target target, string origin, string method) =>
        target.Bucket is { } bucket && Find(context, state, bucket, origin, method, []) is not null;

    public static S3Answer Preflight(S3Request request, S3Target target)
    {
        var headers = request.Http.Request.Headers;
        if (headers.Origin is not [{ } origin])
            return new S3Error("BadRequest", "Insufficient information. Origin request header needed.", 400);
        if (headers.AccessControlRequestMethod is not [{ } method])
            return new S3Error("BadRequest", "Invalid Access-Control-Request-Method: null", 400);
        if (target.Bucket is null)
            return Forbidden("CORSResponse: CORS is not enabled for this bucket.", method, "SERVICE");
        return request.Read(bucket =>
        {
            if (bucket.Document("cors") is null)
                return Forbidden("CORSResponse: CORS is not enabled for this bucket.", method, "BUCKET");
            var asked = headers
                .AccessControlRequestHeaders.ToString()
                .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (Match(bucket, origin, method, asked) is not { } rule)
                return Forbidden(
                    "CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / "
                        + "Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the "
                        + "resource's CORS spec.",
                    method,
                    target.Key is null ? "BUCKET" : "OBJECT"
                );
            Write(request.Http.Response, rule, origin, asked);
            return S3Answer.Empty();
        });
    }

    private static XElement? Find(Context context, S3State state, string bucket, string origin, string method, string[] headers) =>
        context.Host.Read(state, s => s.TryGetBucket(bucket, out var found) ? Match(found, origin, method, headers) : null);

    private static XElement? Match(Bucket bucket, string origin, string method, string[] headers) =>
        bucket.Document("cors") is not { } document
            ? null
            : S3Xml
                .Parse(Encoding.UTF8.GetBytes(document))!
                .Children("CORSRule")
                .FirstOrDefault(rule =>
                    rule.Children("AllowedMethod").Any(allowed => allowed.Value == method)
                    && rule.Children("AllowedOrigin").Any(allowed => Matches(allowed.Value, origin))
                    && headers.All(header => rule.Children("AllowedHeader").Any(allowed => Matches(allowed.Value, header)))
                );

    private static void Write(HttpResponse response, XElement rule, string origin, string[] asked)
    {
        var any = rule.Children("AllowedOrigin").Any(allowed => allowed.Value == "*");
        response.Headers.AccessControlAllowOrigin = any ? "*" : origin;
        response.Headers.AccessControlAllowMethods = string.Join(", ", rule.Children("AllowedMethod").Select(method => method.Value));
        if (!any)
            response.Headers.AccessControlAllowCredentials = "true";
        if (asked.Length > 0)
            response.Headers.AccessControlAllowHeaders = string.Join(", ", asked.Select(header => header.ToLowerInvariant()));
        if (rule.Children("ExposeHeader").Select(header => header.Value).ToList() is { Count: > 0 } exposed)
            response.Headers.AccessControlExposeHeaders = string.Join(", ", exposed);
        if (rule.Child("MaxAgeSeconds") is { } age)
            response.Headers.AccessControlMaxAge = age;
        response.Headers.Vary = "Origin, Access-Control-Request-Headers, Access-Control-Request-Method";
    }

    private static bool Matches(string pattern, string text)
    {
        var star = pattern.IndexOf('*');
        return star < 0
            ? pattern.Equals(text, StringComparison.OrdinalIgnoreCase)
            : text.Length >= pattern.Length - 1
                && text.StartsWith(pattern[..star], StringComparison.OrdinalIgnoreCase)
                && text.EndsWith(pattern[(star + 1)..], StringComparison.OrdinalIgnoreCase);
    }

    private static S3Error Forbidden(string message, string method, string resource) =>
        new("AccessForbidden", message, 403, ("Method", method), ("ResourceType", resource));
}
