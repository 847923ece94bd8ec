using System.Buffers;
using System.IO.Compression;

namespace LocalCloud.Aws.Wire;

/// <summary>A whole request body in a pooled array.</summary>
internal readonly struct Body : IDisposable
{
    private readonly byte[] _array;
    private readonly int _length;

    private Body(byte[] array, int length) => (_array, _length) = (array, length);

    public ReadOnlyMemory<byte> Bytes => _array.AsMemory(0, _length);

    public static ValueTask<Body> ReadAsync(HttpRequest request, int max, Context context) =>
        ReadAsync(request, max, () => context.Cancellation);

    public static ValueTask<Body> ReadAsync(HttpRequest request, int max, CancellationToken cancellation) =>
        ReadAsync(request, max, () => cancellation);

    private static async ValueTask<Body> ReadAsync(HttpRequest request, int max, Func<CancellationToken> cancellation)
    {
        var reader = request.BodyReader;
        while (true)
        {
            // A small body has come with the head, and then there is nothing to wait for and to be cancelled.
            if (!reader.TryRead(out var read))
                read = await reader.ReadAsync(cancellation()).ConfigureAwait(false);
            var buffer = read.Buffer;
            if (buffer.Length > max)
                throw new BadHttpRequestException("Request body too large.", StatusCodes.Status413PayloadTooLarge);
            if (!read.IsCompleted)
            {
                reader.AdvanceTo(buffer.Start, buffer.End);
                continue;
            }
            var array = ArrayPool<byte>.Shared.Rent((int)buffer.Length);
            buffer.CopyTo(array);
            var length = (int)buffer.Length;
            reader.AdvanceTo(buffer.End);
            var body = new Body(array, length);
            return request.Headers.ContentEncoding is ["gzip"] ? body.Unpacked(max) : body;
        }
    }

    // Clients pack large requests of some operations (docs: Smithy's requestCompression).
    private Body Unpacked(int max)
    {
        using var packed = new GZipStream(new MemoryStream(_array, 0, _length, writable: false), CompressionMode.Decompress);
        var array = ArrayPool<byte>.Shared.Rent(Math.Min(max, _length * 8) + 1);
        var length = 0;
        try
        {
            while (packed.Read(array, length, array.Length - length) is > 0 and var read)
            {
                length += read;
                if (length > max)
                    throw new BadHttpRequestException("Request body too large.", StatusCodes.Status413PayloadTooLarge);
                if (length < array.Length)
                    continue;
                var larger = ArrayPool<byte>.Shared.Rent(array.Length * 2);
                array.AsSpan(0, length).CopyTo(larger);
                ArrayPool<byte>.Shared.Return(array);
                array = larger;
            }
        }
        catch (InvalidDataException)
        {
            throw new BadHttpRequestException("The request body is not valid gzip.");
        }
        Dispose();
        return new(array, length);
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_array);
}
