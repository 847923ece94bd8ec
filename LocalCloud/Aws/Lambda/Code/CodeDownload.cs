using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Code;

/// <summary>What Code.Location points to: on AWS a presigned URL of S3, here a path of the emulator.</summary>
internal static class CodeDownload
{
    public const string Path = "/_localcloud/lambda/code";

    public static string Location(Context context, string file) => $"{context.Endpoint}{Path}/{file}";

    public static void Map(IEndpointRouteBuilder routes, LambdaService service) => routes.MapGet(Path + "/{file}", async http =>
        {
            var file = (string)http.Request.RouteValues["file"]!;
            var path = service.Code.PathOf(file);
            // Names are ours, 32 hex digits: nothing else may be read here
            if (!Guid.TryParseExact(file, "N", out _) || !File.Exists(path))
            {
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }
            http.Response.ContentType = "application/zip";
            await http.Response.SendFileAsync(path, http.RequestAborted).ConfigureAwait(false);
        });
}
