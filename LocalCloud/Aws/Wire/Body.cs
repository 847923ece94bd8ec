using System.Buffers;

namespace LocalCloud.Aws.Wire;

/// <summary>A whole request body in a pooled array.</summary>
internal readonly struct Body : IDisposable
{
    private readonly byte[] _array;
    private readonly int _length;

    private Body(byte[] array, int length) => (_array, _length) = (array, length);

    public ReadOnlyMemory<byte> Bytes => _array.AsMemory(0, _length);

    public static ValueTask<Body> ReadAsync(HttpRequest request, int max, Context context) => ReadAsync(request, max, () => context.Cancellation);

    public static ValueTask<Body> ReadAsync(HttpRequest request, int max, CancellationToken cancellation) => ReadAsync(request, max, () => cancellation);

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
            return new(array, length);
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_array);
}
