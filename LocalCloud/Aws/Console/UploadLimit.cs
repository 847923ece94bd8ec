using Microsoft.AspNetCore.Http.Features;

namespace LocalCloud.Aws.WebConsole;

/// <summary>How much a form of the console may send: files go through a temporary file, not through memory.</summary>
internal static class UploadLimit
{
    /// <summary>Of all fields and files of a form together.</summary>
    public const long Bytes = 1L << 30;

    // DynamoDB's largest item is 400 KB, Lambda's largest event 6 MB
    private static readonly FormOptions Options = new() { MultipartBodyLengthLimit = Bytes, ValueLengthLimit = 8 << 20 };

    /// <summary>The form; null when it was too large and has been answered.</summary>
    public static async ValueTask<IFormCollection?> ReadAsync(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = Bytes;
        if (http.Request.ContentLength > Bytes)
        {
            await RefuseAsync(http, $"The form has {Widgets.Size(http.Request.ContentLength.Value)}").ConfigureAwait(false);
            return null;
        }
        try
        {
            return await http.Request.ReadFormAsync(Options, http.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException)
        {
            await RefuseAsync(http, $"The form cannot be read ({e.Message.TrimEnd('.')})").ConfigureAwait(false);
            return null;
        }
    }

    private static Task RefuseAsync(HttpContext http, string what)
    {
        http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        http.Response.ContentType = "text/plain; charset=utf-8";
        http.Response.Headers.Connection = "close";
        return http.Response.WriteAsync(
            $"{what}. The console takes up to {Widgets.Size(Bytes)}; upload larger files with: aws s3 cp FILE s3://BUCKET/KEY\n",
            http.RequestAborted
        );
    }
}
