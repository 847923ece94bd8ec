using System.Buffers;
using System.IO.Pipelines;

namespace LocalCloud.Aws.S3.Bodies;

/// <summary>From the connection to the disk in bounded memory: framing off, digests and writing side by side.</summary>
internal static class BodyReceiver
{
    private const int BufferSize = 256 * 1024;

    public enum Outcome
    {
        Whole,
        Malformed,
        TooLarge,
    }

    public static async Task<Outcome> ReceiveAsync(
        PipeReader input,
        AwsChunkedDecoder? chunks,
        IBodySink body,
        BodyDigest digest,
        long longest,
        CancellationToken cancellation
    )
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        var filled = 0;
        try
        {
            while (true)
            {
                var read = await input.ReadAsync(cancellation).ConfigureAwait(false);
                var unread = read.Buffer;
                while (TryTake(chunks, ref unread, out var data))
                while (!data.IsEmpty)
                {
                    var taken = data.Slice(0, Math.Min(data.Length, buffer.Length - filled));
                    taken.CopyTo(buffer.AsSpan(filled));
                    filled += (int)taken.Length;
                    data = data.Slice(taken.End);
                    if (filled == buffer.Length)
                    {
                        await WriteAsync(filled).ConfigureAwait(false);
                        filled = 0;
                    }
                }
                input.AdvanceTo(unread.Start, unread.End);
                if (body.Length + filled > longest)
                    return Outcome.TooLarge;
                if (chunks is { IsMalformed: true })
                    return Outcome.Malformed;
                if (!read.IsCompleted)
                    continue;
                chunks?.EndOfInput();
                await WriteAsync(filled).ConfigureAwait(false);
                return chunks is { IsComplete: false } ? Outcome.Malformed : Outcome.Whole;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        async ValueTask WriteAsync(int count)
        {
            var writing = body.WriteAsync(buffer.AsMemory(0, count), cancellation);
            digest.Append(buffer.AsSpan(0, count));
            await writing.ConfigureAwait(false);
        }
    }

    private static bool TryTake(AwsChunkedDecoder? chunks, ref ReadOnlySequence<byte> unread, out ReadOnlySequence<byte> data)
    {
        if (chunks is not null)
            return chunks.TryRead(ref unread, out data);
        data = unread;
        unread = unread.Slice(unread.End);
        return !data.IsEmpty;
    }
}
