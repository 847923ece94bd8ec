using System.Buffers;

namespace LocalCloud.Aws.S3.Bodies;

/// <summary>
/// Reads a body's stretches one after the other, for digests of what is already stored, and on request brings them together elsewhere.
/// </summary>
internal static class BodyReader
{
    public static async Task<Digests> DigestAsync(
        BodyStore store,
        IEnumerable<Segment> segments,
        BodyDigest digest,
        CancellationToken cancellation,
        IBodySink? copy = null
    )
    {
        var buffer = ArrayPool<byte>.Shared.Rent(256 * 1024);
        try
        {
            foreach (var segment in segments)
            {
                using var handle = File.OpenHandle(
                    store.PathOf(segment.File),
                    options: FileOptions.Asynchronous | FileOptions.SequentialScan
                );
                var (position, end) = (segment.Offset, segment.Offset + segment.Length);
                while (position < end)
                {
                    var wanted = (int)Math.Min(buffer.Length, end - position);
                    var read = await RandomAccess
                        .ReadAsync(handle, buffer.AsMemory(0, wanted), position, cancellation)
                        .ConfigureAwait(false);
                    if (read == 0)
                        throw new EndOfStreamException($"Body file {segment.File} is shorter than its row says.");
                    digest.Append(buffer.AsSpan(0, read));
                    if (copy is not null)
                        await copy.WriteAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
                    position += read;
                }
            }
            return digest.Finish();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
