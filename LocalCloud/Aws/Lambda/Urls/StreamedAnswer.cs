using System.Text.Json;
using LocalCloud.Aws.Lambda.Invoke;

namespace LocalCloud.Aws.Lambda.Urls;

/// <summary>
/// InvokeMode RESPONSE_STREAM: what the function writes goes out as it comes. With the content type of the HTTP integration the first piece
/// is the head as JSON, ended by eight zero bytes.
/// </summary>
internal static class StreamedAnswer
{
    private const string Integration = "application/vnd.awslambda.http-integration-response";

    private static readonly byte[] End = new byte[8];

    /// <summary>False when the function has ended without beginning to answer.</summary>
    public static async Task<bool> WriteAsync(
        HttpContext http,
        ResponseStream stream,
        Task<Result<InvocationResult>> run,
        CancellationToken cancellation
    )
    {
        await Task.WhenAny(run, stream.Begun).ConfigureAwait(false);
        if (!stream.Begun.IsCompletedSuccessfully || stream.Begun.Result is not { } contentType)
            return false;
        try
        {
            var head = contentType.StartsWith(Integration, StringComparison.OrdinalIgnoreCase) ? new MemoryStream() : null;
            if (head is null)
                http.Response.ContentType = contentType;
            await foreach (var piece in stream.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                var rest = piece.AsMemory();
                if (head is not null)
                {
                    head.Write(piece);
                    var all = head.GetBuffer().AsMemory(0, (int)head.Length);
                    var end = all.Span.IndexOf(End);
                    if (end < 0)
                        continue;
                    using var prelude = JsonDocument.Parse(all[..end]);
                    HttpAnswer.Head(http, prelude.RootElement);
                    rest = all[(end + End.Length)..];
                    head = null;
                }
                await http.Response.BodyWriter.WriteAsync(rest, cancellation).ConfigureAwait(false);
                await http.Response.BodyWriter.FlushAsync(cancellation).ConfigureAwait(false);
            }
        }
        catch
        {
            stream.Abandon();
            throw;
        }
        // A failure behind the head cannot be told any more but by breaking off
        if ((await run.ConfigureAwait(false)).Value?.FunctionError is not null)
            http.Abort();
        return true;
    }
}
