using System.Net;
using LocalCloud.Aws.S3.Bodies;
using LocalCloud.Aws.S3.Buckets;
using LocalCloud.Aws.S3.Objects;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Websites;

/// <summary>
/// bucket.s3-website.REGION.anything and bucket.s3-website-REGION.anything: the bucket's objects as pages, for browsers.
/// docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteEndpoints.html
/// </summary>
internal static class WebsiteEndpoint
{
    private const string Mark = ".s3-website";

    /// <summary>Under this name it is metered, and faults strike it.</summary>
    private static readonly S3Operation Definition = new(GetObject.Definition.Name, "GET", S3Level.Object, null, request =>
        new(Answer(request))
    )
    {
        DecidesAccess = true,
    };

    public static bool IsMeant(string host) =>
        host.IndexOf(Mark, StringComparison.OrdinalIgnoreCase) is var at and > 0
        && at + Mark.Length < host.Length
        && host[at + Mark.Length] is '.' or '-';

    public static async ValueTask<S3Answer> AnswerAsync(S3Service service, S3Request request)
    {
        request.Context.OperationName = Definition.Name;
        var answer = await service.AnswerAsync(Definition, request).ConfigureAwait(false);
        return answer.Error is { } error ? Page(request, error) : answer;
    }

    private static S3Answer Answer(S3Request request)
    {
        var method = request.Http.Request.Method;
        if (method is not ("GET" or "HEAD"))
            return Page(request, S3Error.MethodNotAllowed(method, "OBJECT")).With("Allow", "HEAD, GET");
        var answer = request.Read(bucket =>
            bucket.Website is { } site
                ? bucket.Row.Region == (RegionOf(request.Http.Request.Host.Host) ?? bucket.Row.Region)
                    ? Show(request, bucket, site)
                    : new S3Error(
                        "IncorrectEndpoint",
                        "The specified bucket exists in another region. Please direct requests to the specified endpoint.",
                        400,
                        ("Endpoint", $"{bucket.Row.Name}.s3-website.{bucket.Row.Region}.localhost")
                    )
                : new S3Error(
                    "NoSuchWebsiteConfiguration",
                    "The specified bucket does not have a website configuration",
                    404,
                    ("BucketName", request.Bucket)
                )
        );
        return answer.Error is { } error ? Page(request, error) : answer;
    }

    private static S3Answer Show(S3Request request, Bucket bucket, WebsiteConfiguration site)
    {
        var path = request.HasKey ? request.Key : "";
        if (site.All is { } all)
            return all.Answer(request, path, "");
        if (site.Rules.FirstOrDefault(rule => rule.Matches(path, null)) is { } early)
            return early.Redirect.Answer(request, path, early.Prefix);
        var key = path.Length == 0 || path.EndsWith('/') ? path + site.Index : path;
        var answer = Read(request.At(key), bucket);
        if (answer.Error is not { } error)
            return answer;
        if (error.Status == StatusCodes.Status404NotFound && key == path && bucket.Objects.TryGet($"{path}/{site.Index}", out _))
            return S3Answer
                .Empty(StatusCodes.Status302Found)
                .With("Location", $"/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}/");
        if (site.Rules.FirstOrDefault(rule => rule.Matches(path, error.Status)) is { } late)
            return late.Redirect.Answer(request, path, late.Prefix);
        return error.Status is >= 400 and < 500 && site.Error is { } document ? Instead(request.At(document), bucket, error) : answer;
    }

    // Whether there is an object is told to everybody: "Permissions required for website access" of the user guide
    private static S3Answer Read(S3Request request, Bucket bucket)
    {
        if (!bucket.Objects.TryGet(request.Key, out var stored))
            return S3Error.NoSuchKey(request.Key);
        if (PublicReading.Refuse(request, bucket, stored) is { } refused)
            return refused;
        return stored.Attributes.Headers.TryGetValue("x-amz-website-redirect-location", out var elsewhere)
            ? S3Answer.Empty(StatusCodes.Status301MovedPermanently).With("Location", elsewhere)
            : GetObject.Answer(request, bucket);
    }

    /// <summary>The error document, with the status of the error.</summary>
    private static S3Answer Instead(S3Request request, Bucket bucket, S3Error error)
    {
        var unfound = bucket.Objects.TryGet(request.Key, out var stored)
            ? PublicReading.Refuse(request, bucket, stored)
            : S3Error.NoSuchKey(request.Key);
        return unfound is not null
            ? WebsitePage.Of(error, request.Context.RequestId, unfound)
            : new S3Answer { Status = error.Status, Object = ObjectContent.Pin(request.State.Bodies, stored!.Segments) }
                .Describe(request, stored)
                .With("x-amz-error-code", error.Code)
                .With("x-amz-error-message", error.Message);
    }

    private static S3Answer Page(S3Request request, S3Error error) => WebsitePage.Of(error, request.Context.RequestId);

    // Null where the host names none: bucket.s3-website.localhost
    private static string? RegionOf(string host)
    {
        var region = host[(host.IndexOf(Mark, StringComparison.OrdinalIgnoreCase) + Mark.Length + 1)..].Split('.')[0];
        return region == "localhost" ? null : region;
    }
}
