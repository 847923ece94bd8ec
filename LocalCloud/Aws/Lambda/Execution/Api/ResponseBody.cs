using System.Buffers;
using LocalCloud.Aws.Lambda.Invoke;

namespace LocalCloud.Aws.Lambda.Execution.Api;

/// <summary>What the function answers: as a whole, or piece by piece to a caller that takes pieces.</summary>
internal static class ResponseBody
{
    /// <summary>null when it is too large. Empty when the pieces have gone to the caller already.</summary>
    public static async Task<byte[]?> ReadAsync(HttpContext http, Invocation invocation, bool streamed)
    {
        invocation.Stream?.Begin(http.Request.ContentType);
        var reader = http.Request.BodyReader;
        while (true)
        {
            // Not given up when the process ends: what it has sent before is there, and without the rest the reader fails by itself
            var read = await reader.ReadAsync(CancellationToken.None).ConfigureAwait(false);
            var buffer = read.Buffer;
            if (streamed && invocation.Stream is { } stream)
            {
                if (buffer.Length > 0)
                    await stream.WriteAsync(buffer.ToArray(), http.RequestAborted).ConfigureAwait(false);
                reader.AdvanceTo(buffer.End);
                if (read.IsCompleted)
                    return [];
                continue;
            }
            if (buffer.Length > InvokeLimits.Response)
            {
                reader.AdvanceTo(buffer.Start, buffer.End);
                return null;
            }
            if (!read.IsCompleted)
            {
                reader.AdvanceTo(buffer.Start, buffer.End);
                continue;
            }
            var body = buffer.ToArray();
            reader.AdvanceTo(buffer.End);
            if (invocation.Stream is { } whole && body.Length > 0)
                await whole.WriteAsync(body, http.RequestAborted).ConfigureAwait(false);
            return body;
        }
    }
}
