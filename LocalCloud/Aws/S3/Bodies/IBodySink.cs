namespace LocalCloud.Aws.S3.Bodies;

/// <summary>Where a received body goes: to a file when it is an object's, to memory when it is a document.</summary>
internal interface IBodySink
{
    long Length { get; }

    ValueTask WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancellation);
}

internal sealed class DocumentBody : IBodySink
{
    private readonly MemoryStream _text = new();

    public long Length => _text.Length;

    public byte[] ToArray() => _text.ToArray();

    public ValueTask WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancellation)
    {
        _text.Write(data.Span);
        return ValueTask.CompletedTask;
    }
}
