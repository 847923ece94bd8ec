using System.Text;
using LocalCloud.Aws.S3.Protocol;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace LocalCloud.Aws.S3.Forms;

/// <summary>
/// A browser's upload form up to its file: the fields before it, and the file's stream. What comes behind the file is not read.
/// </summary>
internal sealed record PostForm(Dictionary<string, string> Fields, string FileName, Stream File)
{
    private const int LongestFields = 20 * 1024;
    private static readonly S3Error Malformed = new(
        "MalformedPOSTRequest",
        "The body of your POST request is not well-formed multipart/form-data.",
        400
    );

    public static async ValueTask<(PostForm? Form, S3Error? Error)> ReadAsync(HttpRequest http, CancellationToken cancellation)
    {
        if (
            !MediaTypeHeaderValue.TryParse(http.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 } boundary
        )
            return (null, S3Error.PreconditionFailed("Bucket POST must be of the enclosure-type multipart/form-data"));
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var size = 0;
        try
        {
            var reader = new MultipartReader(boundary, http.Body) { HeadersLengthLimit = LongestFields };
            while (await reader.ReadNextSectionAsync(cancellation).ConfigureAwait(false) is { } section)
            {
                if (
                    !ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)
                    || HeaderUtilities.RemoveQuotes(disposition.Name).Value is not { } name
                )
                    return (null, Malformed);
                if (name.Equals("file", StringComparison.OrdinalIgnoreCase))
                    return (new(fields, HeaderUtilities.RemoveQuotes(disposition.FileName).Value ?? "", section.Body), null);
                var value = await ReadAsync(section.Body, LongestFields - size, cancellation).ConfigureAwait(false);
                if (value is null)
                    return (
                        null,
                        new("MaxPostPreDataLengthExceeded", "Your POST request fields preceding the upload file were too large.", 400)
                    );
                size += value.Length;
                fields[name] = value;
            }
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            return (null, Malformed);
        }
        return (null, S3Error.InvalidArgument("POST requires exactly one file upload per request.", "file", "0"));
    }

    private static async ValueTask<string?> ReadAsync(Stream body, int longest, CancellationToken cancellation)
    {
        var text = new MemoryStream();
        var buffer = new byte[1024];
        while (await body.ReadAsync(buffer, cancellation).ConfigureAwait(false) is > 0 and var count)
        {
            text.Write(buffer, 0, count);
            if (text.Length > longest)
                return null;
        }
        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }
}
